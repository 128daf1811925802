#region Exercise 20.1: each eigenvector by the root of its eigenvalue, and its negative
for (var i = 0; i < size; i++)
{
    for (var j = 0; j < size; j++)
    {
        var number = (float)(vectors[j, i] / Math.Sqrt(values[i] + 0.01));
        filters[i * size + j] = number;
        filters[(size + i) * size + j] = -number;
    }
}
#endregion
