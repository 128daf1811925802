#region Exercise 20.3: divide by the length, then apply the polynomial
if (g.Shape[0] > g.Shape[1])
{
    return Orthogonal(g.T, iterations).T;
}

var x = g;
for (var i = 0; i < iterations; i++)
{
    x = x / (x.Norm() + 1e-7);
    var a = x.MatMul(x.T);
    x = A * x + (B * a + C * a.MatMul(a)).MatMul(x);
}

return x;
#endregion
