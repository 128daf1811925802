#region Exercise M06: which half of the cycle, which share of it, and the rate there
var (top, last) = (0.3 * steps - 1, steps - 1.0);
return step <= top
    ? Between(0, peak, step / top)
    : Between(peak, peak / 250_000, (step - top) / (last - top));

static double Between(double a, double b, double share) => b + (a - b) * (1 + Math.Cos(Math.PI * share)) / 2;
#endregion
