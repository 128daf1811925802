#region Exercise 13.3: back to the row, to gamma and to beta
var dhat = dy;
var dx = gamma * s * (dhat - dhat.Mean([1], keepDim: true) - hat * (dhat * hat).Mean([1], keepDim: true));
return (dx, (dy * hat).Sum([0]), dy.Sum([0]));
#endregion
