var count = shape.Aggregate(1, (product, size) => product * size);
return [.. Enumerable.Range(0, count).Select(i => a[i % a.Length] + b[i % b.Length])];
