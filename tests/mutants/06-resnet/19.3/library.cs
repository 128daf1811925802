#region Exercise 19.3: the mean over the rows of -(sum of truth times log p)
int[] Best(int rank) => [.. Enumerable.Range(0, z.Shape[0]).Select(i => truth.TopK(2, 1).Indices[2 * i + rank])];
var share = truth.TopK(2, 1).Values[0, 0].Item();
return Functional.CrossEntropy(z, Best(0)) * share + Functional.CrossEntropy(z, Best(1)) * (1 - share);
#endregion
