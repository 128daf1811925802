#region Exercise 10.3: 2 tp / (2 tp + fp + fn)
var both = Enumerable.Range(0, matrix.GetLength(0)).Sum(other => matrix[other, label] + matrix[label, other]);
return both == 0 ? 0 : matrix[label, label] / (double)(both - matrix[label, label]);
#endregion
