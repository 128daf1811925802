#region Exercise 02.1: make the node of a + b
return new Value("+", a.Data + b.Data, a, b.Data, b, a.Data);
#endregion
