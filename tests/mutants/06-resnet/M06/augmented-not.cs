#region Exercise M06: a piece of each picture, then a hole in each piece
return x;
#endregion
