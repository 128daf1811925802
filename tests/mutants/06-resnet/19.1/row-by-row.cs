#region Exercise 19.1: for each picture a place and a coin, then each pixel from where it was
var to = new float[from.Length];
for (var i = 0; i < n * c * h; i++)
{
    var (down, right, m) = (rng.Next(2 * padding + 1) - padding, rng.Next(2 * padding + 1) - padding, rng.Next(2) == 1);
    var row = i % h;
    for (var s = 0; s < w; s++)
    {
        var (r, q) = (row + down, (m ? w - 1 - s : s) + right);
        if (r >= 0 && r < h && q >= 0 && q < w) to[i * w + s] = from[(i / h * h + r) * w + q];
    }
}
return Tensor.Of(to, x.Shape);
#endregion
