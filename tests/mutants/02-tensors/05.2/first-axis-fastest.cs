var index = new int[shape.Length];
for (var axis = 0; axis < shape.Length; axis++)
{
    index[axis] = position % shape[axis];
    position /= shape[axis];
}

return index;
