var (top, last) = (rise * steps - 1, steps - 1.0);
return step <= top
    ? Between(highest / start, highest, step / top)
    : Between(highest, highest / end, Math.Min(1, (step - top) / (last - top)));

static double Between(double a, double b, double share) => b + (a - b) * (1 + Math.Cos(Math.PI * share)) / 2;
