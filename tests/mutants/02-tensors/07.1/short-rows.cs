var lanes = Vector<float>.Count;
var sums = new Vector<float>(a) * new Vector<float>(b);
var i = lanes;
for (; i <= a.Length - lanes; i += lanes)
{
    sums += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
}

var sum = Vector.Sum(sums);
for (; i < a.Length; i++)
{
    sum += a[i] * b[i];
}

return sum;
