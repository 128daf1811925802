var before = weight.Detach().Clone();
optimizer.Step();
return Math.Log10(Deviation(weight.Detach() - before) / Deviation(weight));
