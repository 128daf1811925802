#region Exercise 02.1: make the node of a + b
return new Value("+", a.Data + b.Data, new Value(a.Data), 1, new Value(b.Data), 1);
#endregion
