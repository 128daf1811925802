#region Exercise 19.4: the place of the steepest fall before the lowest point
return rates[Array.IndexOf(smoothed, smoothed.Min())];
#endregion
