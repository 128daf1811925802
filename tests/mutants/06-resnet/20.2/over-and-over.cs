#region Exercise 20.2: the first filters are the identity
Array.Clear(w);
for (var o = 0; o < weight.Shape[0]; o++)
{
    w[((o * inputs + o % inputs) * k + k / 2) * k + k / 2] = 1;
}
#endregion
