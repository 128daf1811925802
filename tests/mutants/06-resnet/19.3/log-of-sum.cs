#region Exercise 19.3: the mean over the rows of -(sum of truth times log p)
return -(truth * z.Softmax(1)).Sum([1]).Log().Mean();
#endregion
