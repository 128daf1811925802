#region Exercise 20.5: all coins alike
return 1 - Math.Pow(2, 1 - epochs);
#endregion
