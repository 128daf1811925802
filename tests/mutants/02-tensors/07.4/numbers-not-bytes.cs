#region Exercise 07.4: FLOP divided by bytes
return 2.0 * m * n * k / ((double)m * k + (double)k * n + (double)m * n);
#endregion
