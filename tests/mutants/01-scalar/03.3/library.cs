new Sgd(parameters, learningRate, momentum).Step();
