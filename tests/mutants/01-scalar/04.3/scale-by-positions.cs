var scale = 1 / Math.Sqrt(keys.Count);
var weights = Softmax([.. keys.Select(key => Dot(query, key) * scale)]);
return [.. query.Select((_, j) => Dot(weights, [.. values.Select(value => value[j])]))];
