var shares = Softmax([.. keys.Select(key => Dot(query, key))]);
return [.. query.Select((_, j) => Dot(shares, [.. values.Select(value => value[j])]))];
