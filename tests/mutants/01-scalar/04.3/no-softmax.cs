var scale = 1 / Math.Sqrt(query.Count);
var scores = keys.Select(key => Dot(query, key) * scale).ToArray();
return [.. query.Select((_, j) => Dot(scores, [.. values.Select(value => value[j])]))];
