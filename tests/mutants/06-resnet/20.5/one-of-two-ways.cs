#region Exercise 20.5: all coins alike
return Math.Pow(2, -epochs);
#endregion
