#region Exercise M02: the mean over the points of relu(1 - label * score)
var minusMargins = Multiply(Score(x, p), new TensorNode(labels));
return Mean(Relu(Add(minusMargins, new TensorNode(Tensor.Ones([1])))));
#endregion
