return MiniTensor.Tensor.Of(gradient, shape).Sum([0], keepDim: true).ToArray();
