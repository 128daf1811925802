for (var i = 0; i < m; i++)
{
    for (var j = 0; j < n; j++)
    {
        var sum = 0f;
        for (var p = 0; p < k; p++)
        {
            sum += a[i * k + p] * b[p * n + j];
        }

        c[i * n + j] = sum;
    }
}
