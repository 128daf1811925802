#region Exercise 17.3: all pairs at once
var (m, n) = (asked.Shape[0], known.Shape[0]);
var distances = new float[m * n];
for (var i = 0; i < m; i++)
{
    for (var j = 0; j < n; j++)
    {
        for (var x = 0; x < asked.Shape[1]; x++)
        {
            var difference = asked[i, x].Item() - known[j, x].Item();
            distances[i * n + j] += difference * difference;
        }
    }
}

return Tensor.Of(distances, [m, n]);
#endregion
