#region Exercise 10.3: the mean over all classes
var classes = Enumerable.Range(0, matrix.GetLength(0));
return classes.Sum(label => matrix[label, label]) / (double)matrix.Cast<int>().Sum();
#endregion
