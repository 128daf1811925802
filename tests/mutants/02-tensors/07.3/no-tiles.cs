#region Exercise 07.3: tiles where they fit, the rest with Single
for (var i = 0; i < m; i++)
{
    for (var j = 0; j < n; j++)
    {
        c[i * n + j] = Single(a[(i * k)..], b[j..], n, k);
    }
}
#endregion
