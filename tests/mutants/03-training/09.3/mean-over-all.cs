#region Exercise 09.3: probability minus truth, each row with its share of the mean
for (var i = 0; i < n; i++)
{
    for (var c = 0; c < classes; c++)
    {
        var truth = smoothing / classes + (c == targets[i] ? 1 - smoothing : 0);
        gradient[i * classes + c] = (float)((gradient[i * classes + c] - truth) / (n * classes));
    }
}

return Tensor.Of(gradient, [n, classes]);
#endregion
