return analytic == numeric ? 0 : Math.Abs(analytic - numeric) / Math.Abs(numeric);
