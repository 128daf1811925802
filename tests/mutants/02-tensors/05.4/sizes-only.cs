// Matches groups of sizes with equal products, and never asks whether the strides inside a group fit.
var newStrides = new int[newShape.Length];
var (old, at) = (shape.Length - 1, newShape.Length - 1);
while (at >= 0)
{
    var stride = old >= 0 ? strides[old] : 1;
    var (oldCount, newCount) = (old >= 0 ? shape[old--] : 1, 1);
    do
    {
        newStrides[at] = stride;
        stride *= newShape[at];
        newCount *= newShape[at--];
        while (oldCount < newCount && old >= 0)
        {
            oldCount *= shape[old--];
        }
    }
    while (newCount != oldCount && at >= 0);
}

return newStrides;
