#region Exercise 20.1: each eigenvector by the root of its eigenvalue, and its negative
for (var i = 0; i < size; i++) for (var j = 0; j < size; j++)
{
    filters[i * size + j] = (float)(vectors[j, i] / Math.Sqrt(values[i]));
    filters[(size + i) * size + j] = -filters[i * size + j];
}
#endregion
