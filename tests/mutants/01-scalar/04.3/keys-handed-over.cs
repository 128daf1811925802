var scale = 1 / Math.Sqrt(query.Count);
var scores = keys.Select(key => Dot(query, key) * scale).ToArray();
var shares = Softmax(scores);
return [.. query.Select((_, j) => Dot(shares, [.. keys.Select(key => key[j])]))];
