#region Exercise 20.1: each eigenvector by the root of its eigenvalue, and its negative
for (var i = 0; i < size; i++)
{
    for (var j = 0; j < size; j++)
    {
        var number = (float)(vectors[j, i] / Math.Sqrt(values[i] + epsilon));
        filters[2 * i * size + j] = number;
        filters[(2 * i + 1) * size + j] = -number;
    }
}
#endregion
