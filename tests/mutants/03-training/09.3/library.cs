#region Exercise 09.3: probability minus truth, each row with its share of the mean
z.RequiresGrad = true;
Functional.CrossEntropy(z, targets, smoothing).Backward();
return z.Grad!;
#endregion
