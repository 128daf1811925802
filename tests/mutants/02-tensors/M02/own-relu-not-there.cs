#region Exercise M02: the larger of x and 0
return x;
#endregion
