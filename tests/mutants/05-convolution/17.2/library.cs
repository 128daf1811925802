#region Exercise 17.2: over all pixels of a channel in all pictures, the mean and the root of the mean square of the distance from it
var set = new MiniTensor.Data.ImageDataset(pictures, new byte[count], [channels, 1, plane], ["a class"]);
return set.Statistics();
#endregion
