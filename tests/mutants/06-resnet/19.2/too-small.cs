#region Exercise 19.2: for each picture a centre, and zeros in the part of its square that is inside
for (var i = 0; i < n; i++)
{
    var (row, column) = (rng.Next(h), rng.Next(w));
    for (var plane = i * c; plane < (i + 1) * c; plane++)
    {
        for (var r = Math.Max(row - size / 2, 0); r < Math.Min(row + size / 2, h); r++)
        {
            for (var s = Math.Max(column - size / 2, 0); s < Math.Min(column + size / 2, w); s++)
            {
                numbers[(plane * h + r) * w + s] = 0;
            }
        }
    }
}

return Tensor.Of(numbers, x.Shape);
#endregion
