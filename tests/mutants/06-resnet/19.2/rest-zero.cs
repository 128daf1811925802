#region Exercise 19.2: for each picture a centre, and zeros in the part of its square that is inside
for (var i = 0; i < n; i++)
{
    var (top, left) = (rng.Next(h) - size / 2, rng.Next(w) - size / 2);
    for (var plane = i * c; plane < (i + 1) * c; plane++)
    {
        for (var row = 0; row < h; row++)
        {
            for (var column = 0; column < w; column++)
            {
                if (row < top || row >= top + size || column < left || column >= left + size)
                {
                    numbers[(plane * h + row) * w + column] = 0;
                }
            }
        }
    }
}

return Tensor.Of(numbers, x.Shape);
#endregion
