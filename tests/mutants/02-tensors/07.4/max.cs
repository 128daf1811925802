#region Exercise 07.4: the lower of the two limits
return Math.Max(peak, bandwidth * intensity);
#endregion
