#region Exercise 02.2: make the node of the natural logarithm of a
return new Value("log", Math.Log10(a.Data), a, 1 / a.Data);
#endregion
