#region Exercise 19.4: the place of the steepest fall before the lowest point
var (steepest, suggestion) = (0.0, (double?)null);
for (var k = 1; k < Array.IndexOf(smoothed, smoothed.Min()); k++)
{
    var fall = smoothed[k - 1] - smoothed[k + 1];
    if (fall >= steepest) (steepest, suggestion) = (fall, rates[k]);
}
return suggestion;
#endregion
