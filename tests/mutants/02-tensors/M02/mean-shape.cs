#region Exercise M02: a node for the mean
return new TensorNode(x.Value.Mean(), [x], dy => [E08_3_ReluAndMean.Mean(dy, [1]) * Tensor.Ones(x.Value.Shape)]);
#endregion
