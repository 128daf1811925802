var scale = 1 / Math.Sqrt(query.Count);
var output = new Value[query.Count];
for (var j = 0; j < output.Length; j++)
{
    var shares = Softmax([.. keys.Select(key => query[j] * key[j] * scale)]);
    output[j] = Dot(shares, [.. values.Select(value => value[j])]);
}

return output;
