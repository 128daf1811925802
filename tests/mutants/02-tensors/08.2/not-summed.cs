#region Exercise 08.2: slope times gradient, then back to the factor's own shape
return (dy * b, dy * a);
#endregion
