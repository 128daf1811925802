var optimizer = new MiniTensor.Optim.Sgd([MiniTensor.Tensor.Zeros([1])], highest);
var schedule = new MiniTensor.Optim.OneCycle(optimizer, steps, rise, start, end);
for (var k = 0; k < step; k++)
{
    schedule.Step();
}

return optimizer.LearningRate;
