return Math.Abs(analytic - numeric);
