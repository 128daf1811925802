#region Exercise M03: decay, the two means, and the step
p.Value.AddInPlace(p.Grad, -rate);
#endregion
