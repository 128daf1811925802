#region Exercise 19.4: the moving average of each step, with its start put right
var (average, smoothed) = (0.0, new double[losses.Length]);
for (var k = 0; k < losses.Length; k++)
{
    average = beta * average + (1 - beta) * losses[k];
    smoothed[k] = average;
}

return smoothed;
#endregion
