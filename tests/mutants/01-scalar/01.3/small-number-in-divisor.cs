return Math.Abs(analytic - numeric) / (Math.Max(Math.Abs(analytic), Math.Abs(numeric)) + 1e-8);
