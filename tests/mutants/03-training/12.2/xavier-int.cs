#region Exercise 12.2: uniform numbers of the deviation that is a compromise
var bound = Math.Sqrt(3) * gain * Math.Sqrt(2 / (inputs + outputs));
return Tensor.Uniform(rng, [outputs, inputs], -bound, bound);
#endregion
