#region Exercise M02: one product to warm up, then the best time of several, in GFLOP/s
using var plugged = CustomMatMul.Use(kernel);
x.MatMul(y);
var seconds = double.MaxValue;
for (var run = 0; run < runs; run++)
{
    using var scope = new TensorScope();
    var clock = Stopwatch.StartNew();
    x.MatMul(y);
    seconds = Math.Min(seconds, clock.Elapsed.TotalSeconds);
}

return 2.0 * size * size * size / seconds;
#endregion
