#region Exercise M02: one product to warm up, then the best time of several, in GFLOP/s
using var plugged = CustomMatMul.Use(kernel);
x.MatMul(y);
var seconds = 0.0;
for (var run = 0; run < runs; run++)
{
    using var scope = new TensorScope();
    var clock = Stopwatch.StartNew();
    x.MatMul(y);
    seconds = seconds + clock.Elapsed.TotalSeconds / runs;
}

return 2.0 * size * size * size / seconds / 1e9;
#endregion
