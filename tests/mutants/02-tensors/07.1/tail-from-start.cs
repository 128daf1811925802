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
    for (var p = 0; p < a.Length; p++)
    {
        sum += a[p] * b[p];
    }
}

return sum;
