#region Exercise M05: the numbers in 16 maps after two convolutions and two poolings
var first = E15_1_Sizes.Out(E15_1_Sizes.Out(size, 5, 1, 2), 2, 2, 0);
var second = E15_1_Sizes.Out(E15_1_Sizes.Out(first, 5, 1, 0), 2, 2, 0);
return second * second;
#endregion
