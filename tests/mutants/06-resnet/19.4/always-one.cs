#region Exercise 19.4: the place of the steepest fall before the lowest point
var (steepest, suggestion) = (double.NegativeInfinity, rates[0]);
for (var k = 1; k < Array.IndexOf(smoothed, smoothed.Min()); k++)
{
    var fall = smoothed[k - 1] - smoothed[k + 1];
    (steepest, suggestion) = fall > steepest ? (fall, rates[k]) : (steepest, suggestion);
}

return suggestion;
#endregion
