if (shape.SequenceEqual(target))
{
    return [.. strides];
}

var stretched = new int[target.Length];
var stride = 1;
for (var axis = target.Length - 1; axis >= 0; axis--)
{
    stretched[axis] = stride;
    stride *= target[axis];
}

return stretched;
