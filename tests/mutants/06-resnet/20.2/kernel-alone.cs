#region Exercise 20.2: the first filters are the identity
for (var i = 0; i < inputs; i++)
{
    Array.Clear(w, (i * inputs + i) * k * k, k * k);
    w[((i * inputs + i) * k + k / 2) * k + k / 2] = 1;
}
#endregion
