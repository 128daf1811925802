#region Exercise 09.2: the mean over the rows of -(sum of truth times log p)
var total = 0.0;
for (var i = 0; i < n; i++)
{
    for (var c = 0; c < classes; c++)
    {
        var truth = smoothing / classes + (c == targets[i] ? 1 - smoothing : 0);
        total -= truth * logs[i * classes + c];
    }
}

return total / logs.Length;
#endregion
