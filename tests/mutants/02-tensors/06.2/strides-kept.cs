var stretched = new int[target.Length];
var missing = target.Length - shape.Length;
for (var axis = 0; axis < shape.Length; axis++)
{
    if (true)
    {
        stretched[missing + axis] = strides[axis];
    }
}

return stretched;
