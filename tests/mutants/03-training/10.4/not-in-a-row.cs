#region Exercise 10.4: remember the best, count the epochs since, and end when there are too many
var (best, waited) = (0, 0);
for (var i = 1; i < losses.Length; i++)
{
    if (losses[i] < losses[best] - minimumChange)
    {
        best = i;
    }
    else if (++waited == patience)
    {
        return (i + 1, best + 1);
    }
}

return (losses.Length, best + 1);
#endregion
