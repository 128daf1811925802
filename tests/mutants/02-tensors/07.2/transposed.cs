c.Clear();
for (var i = 0; i < m; i++)
{
    for (var p = 0; p < k; p++)
    {
        for (var j = 0; j < n; j++)
        {
            c[i * n + j] += a[i * k + p] * b[j * k + p];
        }
    }
}
