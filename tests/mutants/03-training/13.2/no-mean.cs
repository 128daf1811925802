#region Exercise 13.2: back to the column, to gamma and to beta
var dhat = gamma * dy;

var dx = s * (dhat - hat * (dhat * hat).Mean([0]));
return (dx, (dy * hat).Sum([0]), dy.Sum([0]));
#endregion
