#region Exercise 10.2: forget, forward, backward, step
using var scope = new TensorScope();
model.Train();
var loss = batch.CrossEntropy(model.Call(batch.Inputs));
loss.Backward();
optimizer.Step();
return loss.Item();
#endregion
