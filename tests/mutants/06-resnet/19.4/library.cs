#region Exercise 19.4: the place of the steepest fall before the lowest point
if (smoothed.Length == 0)
{
    return MiniTensor.Optim.LearningRateRangeTest.Run(new MiniTensor.Optim.Sgd([MiniTensor.Tensor.Zeros([1])], 1), () => 1, []).Suggestion;
}

return rates[0];
#endregion
