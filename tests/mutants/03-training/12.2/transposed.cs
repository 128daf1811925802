#region Exercise 12.2: normal numbers of the deviation that keeps signals level
return Tensor.Normal(rng, [inputs, outputs], 0, gain / Math.Sqrt(inputs));
#endregion
