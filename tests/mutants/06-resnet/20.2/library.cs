#region Exercise 20.2: the first filters are the identity
MiniTensor.Nn.Init.Dirac(weight);
w = weight.ToArray();
_ = (inputs, k);
#endregion
