var scale = 1 / Math.Sqrt(query.Count);
var shares = Softmax([.. values.Select(value => Dot(query, value) * scale)]);
return [.. query.Select((_, j) => Dot(shares, [.. values.Select(value => value[j])]))];
