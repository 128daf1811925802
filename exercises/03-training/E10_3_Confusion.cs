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
        throw new NotImplementedException("Exercise 10.3: one more in the row of the class and the column of the prediction");
    }

    /// <summary>Of what was taken for this class, the part that is of it.</summary>
    public static double Precision(int[,] matrix, int label)
    {
        throw new NotImplementedException("Exercise 10.3: tp / (tp + fp)");
    }

    /// <summary>Of the examples of this class, the part that was found.</summary>
    public static double Recall(int[,] matrix, int label)
    {
        throw new NotImplementedException("Exercise 10.3: tp / (tp + fn)");
    }

    /// <summary>Both in one number, which is small when one of them is.</summary>
    public static double F1(int[,] matrix, int label)
    {
        throw new NotImplementedException("Exercise 10.3: 2 tp / (2 tp + fp + fn)");
    }

    /// <summary>The mean of F1 over the classes: a rare class weighs as much as a common one.</summary>
    public static double MacroF1(int[,] matrix)
    {
        throw new NotImplementedException("Exercise 10.3: the mean over all classes");
    }
}
