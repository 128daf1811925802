#region Exercise 19.3: the mean over the rows of -(sum of truth times log p)
return -(z.Softmax(1) * truth.Log()).Sum() / z.Shape[0];
#endregion
