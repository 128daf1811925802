#region Exercise 20.5: all coins alike
return 1.0 / epochs;
#endregion
