var sum = new Value(0);
foreach (var number in x)
{
    sum += number * number;
}

var scale = (sum + 1e-5).Pow(-0.5);
return [.. x.Select(number => number * scale)];
