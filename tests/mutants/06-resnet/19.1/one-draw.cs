#region Exercise 19.1: for each picture a place and a coin, then each pixel from where it was
var to = new float[from.Length]; // zeros: what comes from the border stays as it is
for (var i = 0; i < n; i++)
{
    var down = rng.Next(2 * padding + 1) - padding;
    var (right, mirrored) = (down, rng.Next(2) == 1);
    for (var plane = i * c; plane < (i + 1) * c; plane++)
    {
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
}

return Tensor.Of(to, x.Shape);
#endregion
