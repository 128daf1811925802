#region Exercise 09.1: scores minus the logarithm of the sum of their powers, without overflow
var powers = (z - z.Max([1], keepDim: true)).Exp();
return (powers / powers.Sum([1], keepDim: true)).Log();
#endregion
