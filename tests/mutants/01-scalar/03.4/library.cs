new Adam(parameters, learningRate, beta1, beta2, epsilon).Step();
