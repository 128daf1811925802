#region Exercise 12.2: normal numbers of the deviation that keeps signals level
return Tensor.Normal(rng, [outputs, inputs], 0, gain / Math.Sqrt(outputs));
#endregion
