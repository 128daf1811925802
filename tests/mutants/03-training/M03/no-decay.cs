#region Exercise M03: decay, the two means, and the step
p.Mean.ScaleInPlace(0.9);
p.Mean.AddInPlace(p.Grad, 0.1);
p.Square.ScaleInPlace(0.999);
p.Square.AddInPlace(p.Grad.Square(), 0.001);
var direction = p.Mean / ((p.Square / (1 - Math.Pow(0.999, step))).Sqrt() + 1e-8);
p.Value.AddInPlace(direction, -rate / (1 - Math.Pow(0.9, step)));
#endregion
