var index = new int[shape.Length];
for (var axis = shape.Length - 1; axis >= 0; axis--)
{
    index[axis] = position;
    position /= shape[axis];
}

return index;
