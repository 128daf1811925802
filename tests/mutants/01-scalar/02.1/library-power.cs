#region Exercise 02.1: make the node of a to a constant power
return a.Pow(exponent);
#endregion
