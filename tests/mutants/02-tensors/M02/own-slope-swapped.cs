#region Exercise M02: 1 or 0, lane by lane
return TV.Select(TV.LessOrEqual(x, TV.Zero), TV.Create(1), TV.Zero);
#endregion
