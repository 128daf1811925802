#region Exercise 07.4: FLOP divided by bytes
return 2.0 * m * n * k / (4 * (m * k + k * n + m * n));
#endregion
