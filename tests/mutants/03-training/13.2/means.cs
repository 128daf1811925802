#region Exercise 13.2: back to the column, to gamma and to beta
var dhat = gamma * dy;

var dx = s * (dhat - dhat.Mean([0]) - hat * (dhat * hat).Mean([0]));
return (dx, (dy * hat).Mean([0]), dy.Mean([0]));
#endregion
