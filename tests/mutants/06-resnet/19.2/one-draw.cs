#region Exercise 19.2: for each picture a centre, and zeros in the part of its square that is inside
for (var i = 0; i < n; i++)
{
    var place = rng.Next(h);
    var (top, left) = (place - size / 2, place - size / 2);
    for (var plane = i * c; plane < (i + 1) * c; plane++)
    {
        for (var r = Math.Max(top, 0); r < Math.Min(top + size, h); r++)
        {
            for (var s = Math.Max(left, 0); s < Math.Min(left + size, w); s++)
            {
                numbers[(plane * h + r) * w + s] = 0;
            }
        }
    }
}

return Tensor.Of(numbers, x.Shape);
#endregion
