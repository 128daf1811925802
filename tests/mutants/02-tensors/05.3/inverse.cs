#region Exercise 05.3: put sizes and strides into the new order
var newShape = new int[shape.Length];
var newStrides = new int[shape.Length];
for (var i = 0; i < axes.Length; i++)
{
    newShape[axes[i]] = shape[i];
    newStrides[axes[i]] = strides[i];
}

return (newShape, newStrides);
#endregion
