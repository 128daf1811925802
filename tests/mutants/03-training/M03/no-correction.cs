#region Exercise M03: decay, the two means, and the step
if (p.Value.Rank == 2)
{
    p.Value.ScaleInPlace(1 - rate * Decay);
}

p.Mean.ScaleInPlace(0.9);
p.Mean.AddInPlace(p.Grad, 0.1);
p.Square.ScaleInPlace(0.999);
p.Square.AddInPlace(p.Grad.Square(), 0.001);
var direction = p.Mean / (p.Square.Sqrt() + 1e-8);
p.Value.AddInPlace(direction, -rate);
#endregion
