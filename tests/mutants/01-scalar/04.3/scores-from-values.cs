var scale = 1 / Math.Sqrt(query.Count);
var weights = Softmax([.. values.Select(value => Dot(query, value) * scale)]);
return [.. query.Select((_, j) => Dot(weights, [.. values.Select(value => value[j])]))];
