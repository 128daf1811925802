using MiniTensor.Data;
using MiniTensor.Training;

namespace CourseKit.Course.Training.Reports;

/// <summary>What there is to tell about a run on pictures.</summary>
/// <param name="Model">The recipe's name.</param>
/// <param name="Data">The data set's name.</param>
/// <param name="Command">The command that gives the run back.</param>
/// <param name="Parameters">How many numbers were learnt.</param>
/// <param name="Result">How the run went.</param>
/// <param name="Answers">What the trained model says of the test pictures.</param>
/// <param name="Pictures">The test pictures.</param>
internal sealed record RunReport(
    string Model, string Data, string Command, long Parameters, TrainingResult Result, Answers Answers, ImageDataset Pictures)
{
    private const int MostMistakes = 24;

    /// <summary>The wrong answers that the model was surest of.</summary>
    public IReadOnlyList<Mistake> Worst { get; } = [.. Answers.Mistakes.Take(MostMistakes)];

    /// <summary>Those pictures on one sheet, row by row; null where there are none.</summary>
    public Picture? Sheet() => Worst.Count == 0 ? null : PictureSheet.Make([.. Worst.Select(mistake => Pictures.Picture(mistake.Picture))], columns: 6, scale: 3);
}
