#region Exercise 05.1: work out the strides, from the last axis to the first
return MiniTensor.Layout.Contiguous(shape).Strides.ToArray();
#endregion
