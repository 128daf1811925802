#region Exercise 13.3: back to the row, to gamma and to beta
var dhat = gamma * dy;
var dx = s * (dhat - dhat.Mean([1], keepDim: true) - hat * (dhat * hat).Mean([1], keepDim: true));
return (dx, (dy * hat).Sum([1]), dy.Sum([1]));
#endregion
