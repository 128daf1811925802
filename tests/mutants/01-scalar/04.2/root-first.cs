var sum = new Value(0);
foreach (var number in x)
{
    sum += number * number;
}

var scale = (sum + 1e-5).Sqrt() / x.Count;
return [.. x.Select(number => number / scale)];
