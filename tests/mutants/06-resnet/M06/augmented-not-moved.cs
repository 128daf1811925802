#region Exercise M06: a piece of each picture, then a hole in each piece
return E19_2_Cutout.Of(x, Hole, rng);
#endregion
