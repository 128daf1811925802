var tensor = MiniTensor.Tensor.Of([.. parameters.Select(p => (float)p)]);
new MiniTensor.Optim.AdamW([tensor], learningRate, beta1, beta2, epsilon, decay).Step();
