#region Exercise 02.1: make the node of a + b
return a + b;
#endregion
#region Exercise 02.1: make the node of a * b
return a * b;
#endregion
#region Exercise 02.1: make the node of a to a constant power
return a.Pow(exponent);
#endregion
