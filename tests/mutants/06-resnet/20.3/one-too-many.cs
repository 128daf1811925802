#region Exercise 20.3: divide by the length, then apply the polynomial
var isTall = g.Shape[0] > g.Shape[1];
var x = g / (g.Norm().Item() + 1e-7);
x = isTall ? x.T : x;
for (var i = 0; i <= iterations; i++)
{
    var a = x.MatMul(x.T);
    x = A * x + (B * a + C * a.MatMul(a)).MatMul(x);
}

return isTall ? x.T : x;
#endregion
