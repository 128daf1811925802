var before = weight.Detach().Clone();
optimizer.Step();
return Math.Log(Deviation(weight.Detach() - before) / Deviation(before));
