#region Exercise 02.2: make the node of the natural logarithm of a
var log = Math.Log(a.Data);
return new Value("log", log, a, 1 / log);
#endregion
