#region Exercise 19.3: the mean over the rows of -(sum of truth times log p)
return -(truth * z.LogSoftmax(0)).Sum() / z.Shape[0];
#endregion
