var mean = x.Aggregate((total, number) => total + number) / x.Count;
Value[] centred = [.. x.Select(number => number - mean)];
var sum = new Value(0);
foreach (var number in centred)
{
    sum += number * number;
}

var scale = (sum / x.Count + 1e-5).Pow(-0.5);
return [.. centred.Select(number => number * scale)];
