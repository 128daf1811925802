var stretched = new int[target.Length];
var missing = target.Length - shape.Length;
Array.Fill(stretched, 1, 0, missing);
for (var axis = 0; axis < shape.Length; axis++)
{
    stretched[missing + axis] = shape[axis] == 1 ? 0 : strides[axis];
}

return stretched;
