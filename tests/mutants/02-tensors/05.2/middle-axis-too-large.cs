var index = new int[shape.Length];
var stride = 1;
for (var axis = shape.Length - 1; axis >= 0; axis--)
{
    index[axis] = axis == shape.Length - 1 ? position % shape[axis] : position / stride;
    stride *= shape[axis];
}

return index;
