#region Exercise 19.4: the moving average of each step, with its start put right
var (average, smoothed) = (0.0, new double[losses.Length]);
for (var k = 0; k < losses.Length; k++)
{
    average = (1 - beta) * average + beta * losses[k];
    smoothed[k] = average / (1 - Math.Pow(1 - beta, k + 1));
}

return smoothed;
#endregion
