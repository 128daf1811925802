using System.Text.Json.Nodes;
using MiniTensor.Data;
using MiniTensor.Training;

namespace CourseKit.Course.Training.Reports;

/// <summary>How good a trained model is on the data that count, for the record and for the reader.</summary>
internal sealed class FinalScores
{
    /// <summary>Everything by name, curves and matrices too.</summary>
    public JsonObject Numbers { get; } = [];

    /// <summary>The single numbers that the run ends with on the screen.</summary>
    public List<(string Name, double Value)> Shown { get; } = [];

    /// <summary>What it answered to each test picture; null where the examples are no pictures.</summary>
    public Answers? Answers { get; private set; }

    /// <summary>Measures the model of a setup, with the weights it has now.</summary>
    public static FinalScores Of(TrainingSetup setup)
    {
        var scores = new FinalScores();
        foreach (var (name, data) in setup.Scored)
        {
            scores.Measure(setup, name, data);
        }

        return scores;
    }

    private void Measure(TrainingSetup setup, string name, DataLoader data)
    {
        var (accuracy, answers) = (setup.Metrics.OfType<Accuracy>().FirstOrDefault(), setup.Images is { } images ? new Answers(images.Format.Classes) : null);
        accuracy?.Reset();
        Show($"{name}_loss", Evaluation.Run(setup.Model, data, [.. new Metric?[] { accuracy, answers }.OfType<Metric>()], loss: setup.Loss));
        if (accuracy is not null)
        {
            Show($"{name}_error", 1 - accuracy.Value);
            Numbers[$"{name}_accuracy"] = TrainingRecord.Number(accuracy.Value);
        }

        if (accuracy is not null && setup.Averaged is { } averaged)
        {
            accuracy.Reset();
            Evaluation.Run(setup.Model, data, [accuracy], averaged);
            Show($"{name}_error_averaged", 1 - accuracy.Value);
            Numbers[$"{name}_accuracy_averaged"] = TrainingRecord.Number(accuracy.Value);
        }

        if (answers is not null)
        {
            Numbers["class_accuracy"] = TrainingRecord.Curve(answers.ClassAccuracy);
            Numbers["confusion"] = new JsonArray([.. Enumerable.Range(0, answers.Confusion.Classes).Select(actual =>
                TrainingRecord.Curve(Enumerable.Range(0, answers.Confusion.Classes).Select(guessed => (double)answers.Confusion[actual, guessed])))]);
            Answers = answers;
        }
    }

    private void Show(string name, double value)
    {
        Shown.Add((name, value));
        Numbers[name] = TrainingRecord.Number(value);
    }
}
