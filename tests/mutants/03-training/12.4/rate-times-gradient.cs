var before = weight.Detach().Clone();
optimizer.Step();
return Math.Log10(optimizer.LearningRate * Deviation(weight.Grad ?? before) / Deviation(before));
