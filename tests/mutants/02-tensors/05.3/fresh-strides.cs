#region Exercise 05.3: put sizes and strides into the new order
int[] newShape = [.. axes.Select(axis => shape[axis])];
var newStrides = new int[newShape.Length];
var stride = 1;
for (var axis = newShape.Length - 1; axis >= 0; axis--)
{
    newStrides[axis] = stride;
    stride *= newShape[axis];
}

return (newShape, newStrides);
#endregion
