return (MiniTensor.Tensor.Of(a) + MiniTensor.Tensor.Of(b)).ToArray();
