#region Exercise 17.2: with whose mean and deviation?
var (mean, deviation) = Statistics([.. train, .. test.Where(pixel => pixel <= train.Max())], shape[0], shape[1] * shape[2]);
return (Apply(Numbers(train), mean, deviation), Apply(Numbers(test), mean, deviation));
#endregion
