#region Exercise 16.3: measure with zeros, and put back what was there
var kept = parameter.Detach().Clone();
Init.Set(parameter, Tensor.Scalar(0));
var result = measure();
Init.Set(parameter, kept);
return result;
#endregion
