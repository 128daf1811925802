#region Exercise 10.3: one more in the row of the class and the column of the prediction
var matrix = new int[classes, classes];
for (var i = 0; i < actual.Length; i++)
{
    matrix[predicted[i], actual[i]]++;
}

return matrix;
#endregion
