#region Exercise 12.2: normal numbers of the deviation that keeps signals level
return MiniTensor.Nn.Init.KaimingNormal(rng, [outputs, inputs], gain);
#endregion
