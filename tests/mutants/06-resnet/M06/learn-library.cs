#region Exercise M06: forward, the loss against soft targets, backward, and a step
var loss = Functional.CrossEntropy(network.Forward(x, training: true), targets, Smoothing);
optimizer.ZeroGrad();
loss.Backward();
optimizer.Step();
return loss.Item();
#endregion
