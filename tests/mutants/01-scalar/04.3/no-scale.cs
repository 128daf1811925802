var weights = Softmax([.. keys.Select(key => Dot(query, key))]);
return [.. query.Select((_, j) => Dot(weights, [.. values.Select(value => value[j])]))];
