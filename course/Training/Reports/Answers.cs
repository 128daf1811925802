using MiniTensor;
using MiniTensor.Training;

namespace CourseKit.Course.Training.Reports;

/// <summary>What a model answered to each picture of a set, in their order: who was taken for whom, and how sure it was.</summary>
/// <param name="classes">How many classes there are.</param>
internal sealed class Answers(int classes) : Metric("answers")
{
    private readonly List<Mistake> _mistakes = [];

    /// <summary>How often each class was taken for each other one.</summary>
    public ConfusionMatrix Confusion { get; } = new(classes);

    public override double Value => Confusion.Accuracy;

    public override IEnumerable<(string Name, string Value)> StateTexts => Confusion.StateTexts;

    /// <summary>The wrong answers, those that the model was surest of first.</summary>
    public IReadOnlyList<Mistake> Mistakes => [.. _mistakes.OrderByDescending(mistake => mistake.Probability).ThenBy(mistake => mistake.Picture)];

    /// <summary>Which class was most often taken for which other one.</summary>
    public IEnumerable<(int Actual, int Guessed, long Count)> Confusions => Enumerable.Range(0, classes)
        .SelectMany(_ => Enumerable.Range(0, classes), (actual, guessed) => (actual, guessed, Count: Confusion[actual, guessed]))
        .Where(pair => pair.actual != pair.guessed && pair.Count > 0)
        .OrderByDescending(pair => pair.Count);

    /// <summary>The part of each class's pictures that were right.</summary>
    public double[] ClassAccuracy => [.. Enumerable.Range(0, classes).Select(Confusion.Recall)];

    public override void Reset()
    {
        Confusion.Reset();
        _mistakes.Clear();
    }

    public override void Add(Tensor output, ReadOnlySpan<int> targets)
    {
        var first = (int)Confusion.Count;
        Confusion.Add(output, targets);
        var (guesses, probabilities) = (output.ArgMax(1), output.Softmax(1).Max([1]).ToArray());
        for (var i = 0; i < guesses.Length; i++)
        {
            if (guesses[i] != targets[i])
            {
                _mistakes.Add(new(first + i, targets[i], guesses[i], probabilities[i]));
            }
        }
    }

    public override void RestoreTexts(IReadOnlyDictionary<string, string> texts) => Confusion.RestoreTexts(texts);
}

/// <summary>A picture that was taken for something else.</summary>
/// <param name="Picture">Its number in the data set.</param>
/// <param name="Actual">Its class.</param>
/// <param name="Guessed">What it was taken for.</param>
/// <param name="Probability">How sure the model was of that.</param>
internal readonly record struct Mistake(int Picture, int Actual, int Guessed, double Probability);
