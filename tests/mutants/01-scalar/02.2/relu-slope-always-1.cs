#region Exercise 02.2: make the node of the relu of a
return new Value("relu", Math.Max(0, a.Data), a, 1);
#endregion
