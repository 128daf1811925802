var lanes = Vector<float>.Count;
var sums = Vector<float>.Zero;
var i = 0;
for (; i <= a.Length - lanes; i += lanes)
{
    sums = Vector.FusedMultiplyAdd(new Vector<float>(a[i..]), new Vector<float>(b[i..]), sums);
}

var sum = Vector.Sum(sums);
if (i < a.Length)
{
    sum += a[^1] * b[^1];
}

return sum;
