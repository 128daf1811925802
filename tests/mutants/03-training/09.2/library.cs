#region Exercise 09.2: the mean over the rows of -(sum of truth times log p)
return Functional.CrossEntropy(z, targets, smoothing).Item();
#endregion
