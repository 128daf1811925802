var sums = Vector<float>.Zero;
for (var i = 0; i < a.Length; i += Vector<float>.Count)
{
    sums += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
}

return Vector.Sum(sums);
