#region Exercise M03: the step of 11.2, with decay for matrices, put back into the parameter
p.Value.AddInPlace(p.Grad, -rate);
#endregion
