#region Exercise 02.2: make the node of the hyperbolic tangent of a
return new Value("tanh", Math.Tanh(a.Data), a, 1 - a.Data * a.Data);
#endregion
