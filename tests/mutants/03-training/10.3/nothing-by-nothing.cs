#region Exercise 10.3: tp / (tp + fn)
var there = Enumerable.Range(0, matrix.GetLength(0)).Sum(predicted => matrix[label, predicted]);
return matrix[label, label] / (double)there;
#endregion
