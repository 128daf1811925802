#region Exercise 10.3: tp / (tp + fn)
var there = Enumerable.Range(0, matrix.GetLength(0)).Sum(predicted => matrix[label, predicted]);
return there == 0 ? 0 : matrix[label, label] / there;
#endregion
