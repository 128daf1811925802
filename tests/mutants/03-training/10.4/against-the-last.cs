#region Exercise 10.4: remember the best, count the epochs since, and end when there are too many
var (best, waited) = (0, 0);
for (var i = 1; i < losses.Length; i++)
{
    if (losses[i] < losses[i - 1] - minimumChange)
    {
        waited = 0;
        best = losses[i] < losses[best] ? i : best;
    }
    else if (++waited == patience)
    {
        return (i + 1, best + 1);
    }
}

return (losses.Length, best + 1);
#endregion
