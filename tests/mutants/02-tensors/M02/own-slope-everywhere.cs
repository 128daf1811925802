#region Exercise M02: 1 or 0, lane by lane
return TV.Create(1);
#endregion
