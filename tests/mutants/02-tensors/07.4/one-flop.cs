#region Exercise 07.4: FLOP divided by bytes
return 1.0 * m * n * k / (4.0 * ((double)m * k + (double)k * n + (double)m * n));
#endregion
