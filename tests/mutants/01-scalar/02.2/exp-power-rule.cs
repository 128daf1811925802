#region Exercise 02.2: make the node of e to the power a
return new Value("exp", Math.Exp(a.Data), a, a.Data * Math.Exp(a.Data - 1));
#endregion
