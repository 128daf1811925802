#region Exercise 02.1: make the node of a to a constant power
return new Value("pow", Math.Pow(a.Data, exponent), a, (exponent - 1) * Math.Pow(a.Data, exponent));
#endregion
