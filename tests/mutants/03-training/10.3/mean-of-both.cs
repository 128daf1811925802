#region Exercise 10.3: 2 tp / (2 tp + fp + fn)
return (Precision(matrix, label) + Recall(matrix, label)) / 2;
#endregion
