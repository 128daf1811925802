return Math.Abs(analytic - numeric) / Math.Max(1e-12, Math.Max(Math.Abs(analytic), Math.Abs(numeric)));
