#region Exercise 02.1: make the node of a + b
return new Value("add", a.Data + b.Data, a, 1, b, 1);
#endregion
