#region Exercise M06: a piece of each picture, then a hole in each piece
return E19_1_RandomCrop.Of(E19_2_Cutout.Of(x, Hole, rng), Padding, rng);
#endregion
