var before = weight.Detach();
optimizer.Step();
return Math.Log10(Deviation(weight.Detach() - before) / Deviation(before));
