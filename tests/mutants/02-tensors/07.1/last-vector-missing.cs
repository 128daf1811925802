var lanes = Vector<float>.Count;
var sums = Vector<float>.Zero;
var whole = a.Length / lanes * lanes;
for (var i = 0; i < whole - lanes; i += lanes)
{
    sums += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
}

var sum = Vector.Sum(sums);
for (var i = whole; i < a.Length; i++)
{
    sum += a[i] * b[i];
}

return sum;
