#region Exercise 20.3: divide by the length, then apply the polynomial
var x = g / (g.Norm() + 1e-7);
for (var i = 0; i < iterations; i++)
{
    x = A * x + B * x * x * x + C * x * x * x * x * x;
}

return x;
#endregion
