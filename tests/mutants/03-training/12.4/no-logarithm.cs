var before = weight.Detach().Clone();
optimizer.Step();
return Deviation(weight.Detach() - before) / Deviation(before);
