#region Exercise 17.3: all pairs at once
return (asked.Unsqueeze(1) - known.Unsqueeze(0)).Square().Sum([2]);
#endregion
