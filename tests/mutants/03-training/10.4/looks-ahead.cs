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
        return (i + 1, Array.IndexOf(losses, losses.Min()) + 1);
    }
}

return (losses.Length, best + 1);
#endregion
