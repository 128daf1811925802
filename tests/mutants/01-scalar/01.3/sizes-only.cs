var (a, n) = (Math.Abs(analytic), Math.Abs(numeric));
return a == n ? 0 : Math.Abs(a - n) / Math.Max(a, n);
