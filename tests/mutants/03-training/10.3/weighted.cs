#region Exercise 10.3: the mean over all classes
var classes = Enumerable.Range(0, matrix.GetLength(0));
return classes.Sum(label => F1(matrix, label) * classes.Sum(other => matrix[label, other])) / matrix.Cast<int>().Sum();
#endregion
