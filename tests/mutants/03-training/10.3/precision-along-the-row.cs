#region Exercise 10.3: tp / (tp + fp)
var taken = Enumerable.Range(0, matrix.GetLength(0)).Sum(other => matrix[label, other]);
return taken == 0 ? 0 : matrix[label, label] / (double)taken;
#endregion
