var before = weight.Detach().Clone();
optimizer.Step();
return Math.Log10(Deviation(before) / Deviation(weight.Detach() - before));
