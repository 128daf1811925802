namespace Exercises.Stage03;

/// <summary>Exercise 10.3. Which classes are taken for which, and the scores that follow.</summary>
/// <remarks>
/// Row a, column b of the confusion matrix says how many examples of class a were taken for class b (lesson 10, "Which classes are
/// confused"). For a class, tp of its examples were found, fn were taken for others, and fp examples of others were taken for it:
/// precision = tp / (tp + fp), recall = tp / (tp + fn), F1 = 2 tp / (2 tp + fp + fn). Each of them is 0 where nothing stands below the line.
/// ConfusionMatrix of the library is what you write here.
/// </remarks>
public static class E10_3_Confusion
{
    /// <summary>Counts.</summary>
    /// <param name="actual">The class of each example.</param>
    /// <param name="predicted">What each was taken for.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <returns>The matrix, (classes, classes).</returns>
    public static int[,] Count(int[] actual, int[] predicted, int classes)
    {
        #region Exercise 10.3: one more in the row of the class and the column of the prediction
        var matrix = new int[classes, classes];
        for (var i = 0; i < actual.Length; i++)
        {
            matrix[actual[i], predicted[i]]++;
        }

        return matrix;
        #endregion
    }

    /// <summary>Of what was taken for this class, the part that is of it.</summary>
    public static double Precision(int[,] matrix, int label)
    {
        #region Exercise 10.3: tp / (tp + fp)
        var taken = Enumerable.Range(0, matrix.GetLength(0)).Sum(actual => matrix[actual, label]);
        return taken == 0 ? 0 : matrix[label, label] / (double)taken;
        #endregion
    }

    /// <summary>Of the examples of this class, the part that was found.</summary>
    public static double Recall(int[,] matrix, int label)
    {
        #region Exercise 10.3: tp / (tp + fn)
        var there = Enumerable.Range(0, matrix.GetLength(0)).Sum(predicted => matrix[label, predicted]);
        return there == 0 ? 0 : matrix[label, label] / (double)there;
        #endregion
    }

    /// <summary>Both in one number, which is small when one of them is.</summary>
    public static double F1(int[,] matrix, int label)
    {
        #region Exercise 10.3: 2 tp / (2 tp + fp + fn)
        var twice = Enumerable.Range(0, matrix.GetLength(0)).Sum(other => matrix[other, label] + matrix[label, other]);
        return twice == 0 ? 0 : 2 * matrix[label, label] / (double)twice;
        #endregion
    }

    /// <summary>The mean of F1 over the classes: a rare class weighs as much as a common one.</summary>
    public static double MacroF1(int[,] matrix)
    {
        #region Exercise 10.3: the mean over all classes
        return Enumerable.Range(0, matrix.GetLength(0)).Average(label => F1(matrix, label));
        #endregion
    }
}
