#region Exercise 21.1: features in evaluation mode without a graph, then a step of the head
body.Eval();
head.Eval();
Tensor features;
using (GradMode.NoGrad())
{
    features = body.Call(x);
}

optimizer.ZeroGrad();
var loss = Functional.CrossEntropy(head.Call(features), targets);
loss.Backward();
optimizer.Step();
return loss.Item();
#endregion
