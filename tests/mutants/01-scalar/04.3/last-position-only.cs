var scale = 1 / Math.Sqrt(query.Count);
var scores = keys.Select(key => Dot(query, key) * scale).ToArray();
var shares = Softmax(scores);
var output = new Value[query.Count];
for (var j = 0; j < output.Length; j++)
{
    for (var t = 0; t < values.Count; t++)
    {
        output[j] = shares[t] * values[t][j];
    }
}

return output;
