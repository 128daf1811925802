#region Exercise 20.2: the first filters are the identity
Array.Clear(w, 0, inputs * inputs * k * k);
for (var i = 0; i < inputs; i++) w[((i * inputs + i) * k + (k + 1) / 2) * k + (k + 1) / 2] = 1;
#endregion
