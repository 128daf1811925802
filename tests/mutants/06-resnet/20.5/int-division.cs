#region Exercise 20.5: all coins alike
return epochs > 1 ? 2 / (1 << epochs) : 1;
#endregion
