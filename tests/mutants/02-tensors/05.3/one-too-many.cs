#region Exercise 05.3: move the offset to the first element, and make the steps longer
int[] newShape = [.. shape];
int[] newStrides = [.. strides];
newShape[axis] = (end - start) / step + 1;
newStrides[axis] = strides[axis] * step;
return (newShape, newStrides, offset + start * strides[axis]);
#endregion
