#region Exercise 10.3: one more in the row of the class and the column of the prediction
var counts = new MiniTensor.Training.ConfusionMatrix(classes);
for (var i = 0; i < actual.Length; i++)
{
    counts.Add(actual[i], predicted[i]);
}

var matrix = new int[classes, classes];
for (var a = 0; a < classes; a++)
{
    for (var p = 0; p < classes; p++)
    {
        matrix[a, p] = (int)counts[a, p];
    }
}

return matrix;
#endregion
