#region Exercise 17.4: both directions, as a share of the pictures of both classes
int[] pictures = [.. Enumerable.Range(0, classes).Select(a => Enumerable.Range(0, classes).Sum(b => confusion[a, b]))];
var (best, share) = ((0, 1), -1.0);
for (var a = 0; a < classes; a++)
{
    for (var b = a + 1; b < classes; b++)
    {
        var confused = (confusion[a, b] + confusion[b, a]) / Math.Max(1, pictures[a] + pictures[b]);
        if (confused > share)
        {
            (best, share) = ((a, b), confused);
        }
    }
}

return best;
#endregion
