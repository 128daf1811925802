#region Exercise 13.2: back to the column, to gamma and to beta
var dhat = gamma * dy;

var dx = s * (dhat - dhat.Mean([1], keepDim: true) - hat * (dhat * hat).Mean([1], keepDim: true));
return (dx, (dy * hat).Sum([0]), dy.Sum([0]));
#endregion
