#region Exercise 16.3: measure with zeros, and put back what was there
Init.Set(parameter, Tensor.Scalar(0));
return measure();
#endregion
