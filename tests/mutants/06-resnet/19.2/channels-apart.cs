#region Exercise 19.2: for each picture a centre, and zeros in the part of its square that is inside
for (var i = 0; i < n; i++)
{
    for (var k = 0; k < c; k++)
    {
        var (top, left) = (rng.Next(h) - size / 2, rng.Next(w) - size / 2);
        for (var r = Math.Max(0, top); r < Math.Min(h, top + size); r++) for (var s = Math.Max(0, left); s < Math.Min(w, left + size); s++)
        {
            numbers[((i * c + k) * h + r) * w + s] = 0;
        }
    }
}
return Tensor.Of(numbers, x.Shape);
#endregion
