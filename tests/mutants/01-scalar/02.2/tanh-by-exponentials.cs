#region Exercise 02.2: make the node of the hyperbolic tangent of a
var (up, down) = (Math.Exp(a.Data), Math.Exp(-a.Data));
var t = (up - down) / (up + down);
return new Value("tanh", t, a, 1 - t * t);
#endregion
