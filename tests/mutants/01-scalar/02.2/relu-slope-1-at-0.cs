#region Exercise 02.2: make the node of the relu of a
return a.Data < 0 ? new Value("relu", 0, a, 0) : new Value("relu", a.Data, a, 1);
#endregion
