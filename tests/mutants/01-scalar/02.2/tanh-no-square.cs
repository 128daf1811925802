#region Exercise 02.2: make the node of the hyperbolic tangent of a
var t = Math.Tanh(a.Data);
return new Value("tanh", t, a, 1 - t);
#endregion
