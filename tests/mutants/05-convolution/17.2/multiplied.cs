#region Exercise 17.2: minus the mean, then divided by the deviation, along the channels
Tensor Along(double[] numbers) => Tensor.Of([.. numbers.Select(number => (float)number)], [1, numbers.Length, 1, 1]);
return (x - Along(mean)) * Along(deviation);
#endregion
