List<(int Count, int Stride)> runs = [];
for (var axis = shape.Length - 1; axis >= 0; axis--)
{
    if (shape[axis] == 1)
    {
        continue;
    }

    if (runs.Count > 0 && strides[axis] == runs[^1].Count * runs[^1].Stride)
    {
        runs[^1] = (runs[^1].Count * shape[axis], runs[^1].Stride);
    }
    else
    {
        runs.Add((shape[axis], strides[axis]));
    }
}

var newStrides = new int[newShape.Length];
var (run, left, stride) = (0, 1, 1);
for (var axis = newShape.Length - 1; axis >= 0; axis--)
{
    if (left == 1)
    {
        (left, stride) = runs[run++];
    }

    if (left % newShape[axis] != 0)
    {
        return null;
    }

    newStrides[axis] = stride;
    stride *= newShape[axis];
    left /= newShape[axis];
}

return newStrides;
