#region Exercise M02: a node for relu
return new TensorNode(x.Value.Relu(), [x], dy => [E08_3_ReluAndMean.Relu(dy, dy)]);
#endregion
