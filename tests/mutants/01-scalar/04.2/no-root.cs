var sum = new Value(0);
foreach (var number in x)
{
    sum += number * number;
}

var meanSquare = sum / x.Count + 1e-5;
return [.. x.Select(number => number / meanSquare)];
