var size = Math.Max(Math.Abs(analytic), Math.Abs(numeric));
return analytic == 0 || numeric == 0 ? 0 : Math.Abs(analytic - numeric) / size;
