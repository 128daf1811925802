using MiniTensor;

namespace CourseKit.Grading.Stage03;

/// <summary>Scores of classes in double precision: what answers about softmax and cross-entropy are held against.</summary>
internal static class Classes
{
    /// <summary>The logarithms of the probabilities of each row, with the largest score taken away first.</summary>
    public static double[] LogProbabilities(double[] scores, int classes) =>
    [
        .. scores.Chunk(classes).SelectMany(row =>
        {
            var largest = row.Max();
            var log = largest + Math.Log(row.Sum(score => Math.Exp(score - largest)));
            return row.Select(score => score - log);
        }),
    ];

    /// <summary>The truth about each row: 1 - smoothing at its target, and smoothing spread over all classes.</summary>
    public static double[] Truth(int[] targets, int classes, double smoothing) =>
        [.. targets.SelectMany(target => Enumerable.Range(0, classes).Select(c => smoothing / classes + (c == target ? 1 - smoothing : 0)))];

    /// <summary>The mean cross-entropy of a batch.</summary>
    public static double CrossEntropy(double[] scores, int[] targets, int classes, double smoothing) =>
        -Truth(targets, classes, smoothing).Zip(LogProbabilities(scores, classes), (truth, log) => truth * log).Sum() / targets.Length;

    /// <summary>Classes by chance.</summary>
    public static int[] Targets(Rng rng, int count, int classes) => [.. Enumerable.Range(0, count).Select(_ => rng.Next(classes))];

    /// <summary>Numbers as a message shows them: [1, 2.5].</summary>
    public static string Text<T>(IEnumerable<T> numbers) =>
        FormattableString.Invariant($"[{string.Join(", ", numbers.Select(number => FormattableString.Invariant($"{number}")))}]");
}
