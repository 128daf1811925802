using CourseKit.Course.Views;
using MiniTensor.Data;
using MiniTensor.Training;

namespace CourseKit.Course.Training.Reports;

/// <summary>What there is to tell about a run on pictures.</summary>
/// <param name="Title">The model and the data.</param>
/// <param name="Command">The command that gives the run back.</param>
/// <param name="Parameters">How many numbers were learnt.</param>
/// <param name="Loss">What the loss is.</param>
/// <param name="Result">How the run went.</param>
/// <param name="Answers">What the trained model says of the test pictures.</param>
/// <param name="Averaged">Its score over several views of each; null where there is none.</param>
/// <param name="Pictures">The test pictures.</param>
internal sealed record RunReport(
    string Title,
    string Command,
    long Parameters,
    string Loss,
    TrainingResult Result,
    Answers Answers,
    AveragedScore? Averaged,
    ImageDataset Pictures)
{
    /// <summary>How many of the wrong answers stand in a row of the sheet.</summary>
    public const int SheetColumns = 6;

    private const int MostMistakes = 24;

    /// <summary>The wrong answers that the model was surest of, the surest first.</summary>
    public IReadOnlyList<Mistake> Worst { get; } = [.. Answers.Mistakes.Take(MostMistakes)];

    /// <summary>Those pictures on one sheet, row by row; null where there are none.</summary>
    public Picture? Sheet() => Worst.Count == 0
        ? null
        : PictureSheet.Make([.. Worst.Select(mistake => Pictures.Picture(mistake.Picture))], SheetColumns, scale: 3);

    /// <summary>A wrong answer in words: 3 cat, taken for 5 dog, 98.2%.</summary>
    public string InWords(Mistake mistake) =>
        $"{Words.Class(mistake.Actual, Pictures.ClassNames)}, taken for {Words.Class(mistake.Guessed, Pictures.ClassNames)}, {Words.Percent(mistake.Probability)}";
}
