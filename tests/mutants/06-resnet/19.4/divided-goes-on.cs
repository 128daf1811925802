#region Exercise 19.4: the moving average of each step, with its start put right
var r = new double[losses.Length];
for (var k = 0; k < losses.Length; k++)
{
    r[k] = (beta * (k > 0 ? r[k - 1] : 0) + (1 - beta) * losses[k]) / (1 - Math.Pow(beta, k + 1));
}
return r;
#endregion
