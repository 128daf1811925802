#region Exercise 20.3: velocity, direction, length, step
weight.RequiresGrad = true;
_ = new MiniTensor.Optim.Muon([weight], rate, momentum, true, iterations, normalizeWeights: true);
_ = outputs;
#endregion
