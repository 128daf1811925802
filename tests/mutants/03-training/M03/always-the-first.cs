#region Exercise M03: the step of 11.2, with decay for matrices, put back into the parameter
var numbers = Doubles(p.Value);
E11_2_AdamW.Step(numbers, Doubles(p.Grad), p.Mean, p.Square, 1, rate, 0.9, 0.999, 1e-8, p.Value.Rank == 2 ? Decay : 0);
p.Value.CopyFrom(Array.ConvertAll(numbers, number => (float)number));
#endregion
