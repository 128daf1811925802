#region Exercise 12.2: uniform numbers of the deviation that is a compromise
return Tensor.Normal(rng, [outputs, inputs], 0, gain * Math.Sqrt(2.0 / (inputs + outputs)));
#endregion
