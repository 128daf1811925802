var stretched = new int[target.Length];
for (var axis = 0; axis < shape.Length; axis++)
{
    if (shape[axis] != 1)
    {
        stretched[axis] = strides[axis];
    }
}

return stretched;
