#region Exercise 09.1: scores minus the logarithm of the sum of their powers, without overflow
return z - z.Exp().Sum([1], keepDim: true).Log();
#endregion
