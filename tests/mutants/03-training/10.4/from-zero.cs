#region Exercise 10.4: remember the best, count the epochs since, and end when there are too many
var best = 0;
for (var i = 1; i < losses.Length; i++)
{
    if (losses[i] < losses[best] - minimumChange)
    {
        best = i;
    }
    else if (i - best == patience)
    {
        return (i, best);
    }
}

return (losses.Length - 1, best);
#endregion
