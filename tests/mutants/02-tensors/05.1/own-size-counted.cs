#region Exercise 05.1: work out the strides, from the last axis to the first
var strides = new int[shape.Length];
var stride = 1;
for (var axis = shape.Length - 1; axis >= 0; axis--)
{
    stride *= shape[axis];
    strides[axis] = stride;
}

return strides;
#endregion
