#region Exercise 16.3: measure with zeros, and put back what was there
var kept = parameter.Detach();
try
{
    Init.Set(parameter, Tensor.Scalar(0));
    return measure();
}
finally
{
    Init.Set(parameter, kept);
}
#endregion
