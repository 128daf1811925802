var count = 1;
foreach (var size in shape)
{
    count *= size;
}

var sums = new float[count];
var index = new int[shape.Length];
var (atA, atB) = (0, 0);
for (var i = 0; i < count; i++)
{
    sums[i] = a[atA] + b[atB];
    for (var axis = 0; axis < shape.Length; axis++)
    {
        index[axis]++;
        atA += aStrides[axis];
        atB += bStrides[axis];
        if (index[axis] < shape[axis])
        {
            break;
        }

        index[axis] = 0;
        atA -= shape[axis] * aStrides[axis];
        atB -= shape[axis] * bStrides[axis];
    }
}

return sums;
