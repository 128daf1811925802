#region Exercise 05.1: find the element's place
var position = 0;
for (var axis = 0; axis < index.Length; axis++)
{
    position += index[axis] * strides[axis];
}

return position;
#endregion
