var before = weight.Detach().Clone();

return Math.Log10(Deviation(weight.Detach() - before) / Deviation(before));
