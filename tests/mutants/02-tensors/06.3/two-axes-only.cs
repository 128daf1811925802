var sums = new float[shape[0] * shape[1]];
for (var i = 0; i < shape[0]; i++)
{
    for (var j = 0; j < shape[1]; j++)
    {
        sums[i * shape[1] + j] = a[i * aStrides[0] + j * aStrides[1]] + b[i * bStrides[0] + j * bStrides[1]];
    }
}

return sums;
