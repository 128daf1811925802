#region Exercise 12.2: uniform numbers of the deviation that is a compromise
var bound = gain * Math.Sqrt(2.0 / (inputs + outputs));
return Tensor.Uniform(rng, [outputs, inputs], -bound, bound);
#endregion
