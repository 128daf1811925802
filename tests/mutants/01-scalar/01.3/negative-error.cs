return analytic == numeric ? 0 : (analytic - numeric) / Math.Max(Math.Abs(analytic), Math.Abs(numeric));
