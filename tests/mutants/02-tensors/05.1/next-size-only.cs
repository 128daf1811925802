#region Exercise 05.1: work out the strides, from the last axis to the first
var strides = new int[shape.Length];
for (var axis = 0; axis < shape.Length; axis++)
{
    strides[axis] = axis == shape.Length - 1 ? 1 : shape[axis + 1];
}

return strides;
#endregion
