#region Exercise 05.1: work out the strides, from the last axis to the first
var stride = 1;
for (var axis = shape.Length - 1; axis >= 0; axis--)
{
    (shape[axis], stride) = (stride, stride * shape[axis]);
}

return shape;
#endregion
