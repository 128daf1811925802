#region Exercise 17.2: the mean and the deviation of each channel, over all pictures
var set = new MiniTensor.Data.ImageDataset(pictures, new byte[count], [channels, 1, plane], ["a class"]);
return set.Statistics();
#endregion
