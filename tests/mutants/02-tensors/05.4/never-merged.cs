// Cuts axes, but never joins two.
var newStrides = new int[newShape.Length];
var (old, left, stride) = (shape.Length, 1, 1);
for (var axis = newShape.Length - 1; axis >= 0; axis--)
{
    while (left == 1 && newShape[axis] > 1)
    {
        old--;
        (left, stride) = (shape[old], strides[old]);
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
