var missing = target.Length - shape.Length;
for (var axis = 0; axis < shape.Length; axis++)
{
    if (shape[axis] != target[missing + axis])
    {
        strides[axis] = 0;
    }
}

return [.. new int[missing], .. strides];
