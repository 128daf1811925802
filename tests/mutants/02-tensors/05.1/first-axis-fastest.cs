#region Exercise 05.1: work out the strides, from the last axis to the first
var strides = new int[shape.Length];
var stride = 1;
for (var axis = 0; axis < shape.Length; axis++)
{
    strides[axis] = stride;
    stride *= shape[axis];
}

return strides;
#endregion
