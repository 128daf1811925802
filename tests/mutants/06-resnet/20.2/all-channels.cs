#region Exercise 20.2: the first filters are the identity
Array.Clear(w, 0, inputs * inputs * k * k);
for (var i = 0; i < inputs; i++) for (var c = 0; c < inputs; c++) w[((i * inputs + c) * k + k / 2) * k + k / 2] = 1;
#endregion
