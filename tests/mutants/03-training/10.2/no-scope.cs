#region Exercise 10.2: forget, forward, backward, step
model.Train();
optimizer.ZeroGrad();
var loss = batch.CrossEntropy(model.Call(batch.Inputs));
loss.Backward();
optimizer.Step();
return loss.Item();
#endregion
