var fresh = new int[newShape.Length];
var stride = strides.Length == 0 ? 1 : strides[^1];
for (var axis = newShape.Length - 1; axis >= 0; axis--)
{
    fresh[axis] = stride;
    stride *= newShape[axis];
}

return fresh;
