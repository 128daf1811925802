#region Exercise 13.2: back to the column, to gamma and to beta
var dhat = dy;

var dx = s * (dhat - dhat.Mean([0]) - hat * (dhat * hat).Mean([0]));
return (dx, (dy * hat).Sum([0]), dy.Sum([0]));
#endregion
