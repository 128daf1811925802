using System.Diagnostics;
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

    /// <summary>The same with its answers averaged over views of each picture; null where the recipe has none.</summary>
    public AveragedScore? Averaged { get; private set; }

    /// <summary>Measures the model of a setup, with the weights it has now.</summary>
    /// <param name="setup">The model and the data.</param>
    /// <param name="views">The views of each picture for a second score; null has none.</param>
    /// <param name="seconds">How long the training took.</param>
    public static FinalScores Of(TrainingSetup setup, PictureViews? views, double seconds)
    {
        var scores = new FinalScores();

        // First, so that its time is that of the training and of nothing else.
        if (views is not null && setup.Images is not null)
        {
            var clock = Stopwatch.StartNew();
            var accuracy = new Accuracy();
            Evaluation.Run(setup.Model, setup.Validation, [accuracy], views.Forward);
            scores.Averaged = new(accuracy.Value, views, seconds + clock.Elapsed.TotalSeconds);
        }

        foreach (var (name, data) in setup.Scored)
        {
            scores.Measure(setup, name, data);
        }

        if (scores.Averaged is { } averaged)
        {
            scores.Show("test_error_averaged", 1 - averaged.Accuracy);
            scores.Numbers["test_accuracy_averaged"] = TrainingRecord.Number(averaged.Accuracy);
            scores.Numbers["averaged_seconds"] = TrainingRecord.Number(Math.Round(averaged.Seconds, 1));
        }

        return scores;
    }

    private void Measure(TrainingSetup setup, string name, DataLoader data)
    {
        var (accuracy, answers) = (setup.Metrics.OfType<Accuracy>().FirstOrDefault(), setup.Images is { } images ? new Answers(images.Format.Classes) : null);
        accuracy?.Reset();
        Show($"{name}_loss", Evaluation.Run(setup.Model, data, [.. new Metric?[] { accuracy, answers }.OfType<Metric>()], loss: setup.Loss.Of));
        if (accuracy is not null)
        {
            Show($"{name}_error", 1 - accuracy.Value);
            Numbers[$"{name}_accuracy"] = TrainingRecord.Number(accuracy.Value);
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

/// <summary>The score of a model whose answers are averaged over views of each picture.</summary>
/// <param name="Accuracy">The part of the test pictures that are right.</param>
/// <param name="Views">The views.</param>
/// <param name="Seconds">From the start of the training to the end of this measurement.</param>
internal sealed record AveragedScore(double Accuracy, PictureViews Views, double Seconds);
