var sum = new Value(0);
foreach (var number in x)
{
    sum += number * number;
}

var root = (sum / x.Count).Sqrt() + 1e-5;
return [.. x.Select(number => number / root)];
