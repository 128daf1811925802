#region Exercise 10.2: forget, forward, backward, step
using var scope = new TensorScope();
model.Train();
optimizer.ZeroGrad();
var loss = batch.CrossEntropy(model.Call(batch.Inputs));
loss.Backward();
return loss.Item();
#endregion
