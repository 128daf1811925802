#region Exercise 12.3: count the units without any positive output
return h.Count(output => output <= 0);
#endregion
