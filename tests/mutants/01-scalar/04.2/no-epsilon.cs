var sum = new Value(0);
foreach (var number in x)
{
    sum += number * number;
}

var root = (sum / x.Count).Sqrt();
return [.. x.Select(number => number / root)];
