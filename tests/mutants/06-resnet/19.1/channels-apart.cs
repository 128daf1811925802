#region Exercise 19.1: for each picture a place and a coin, then each pixel from where it was
var to = new float[from.Length];
for (var plane = 0; plane < n * c; plane++)
{
    var (down, right, mirrored) = (rng.Next(2 * padding + 1) - padding, rng.Next(2 * padding + 1) - padding, rng.Next(2) == 1);
    for (var row = 0; row < h; row++)
    {
        for (var column = 0; column < w; column++)
        {
            var (r, s) = (row + down, (mirrored ? w - 1 - column : column) + right);
            if (r >= 0 && r < h && s >= 0 && s < w)
            {
                to[(plane * h + row) * w + column] = from[(plane * h + r) * w + s];
            }
        }
    }
}

return Tensor.Of(to, x.Shape);
#endregion
