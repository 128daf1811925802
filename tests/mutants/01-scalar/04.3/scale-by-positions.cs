var scale = 1 / Math.Sqrt(keys.Count);
var shares = Softmax([.. keys.Select(key => Dot(query, key) * scale)]);
return [.. query.Select((_, j) => Dot(shares, [.. values.Select(value => value[j])]))];
