var scale = 1 / Math.Sqrt(query.Count);
var scores = keys.Select(key => Dot(query, key) * scale).ToArray();
var weights = Softmax(scores);
return [.. query.Select((_, j) => Dot(weights, [.. keys.Select(key => key[j])]))];
