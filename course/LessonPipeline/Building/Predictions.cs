using System.Globalization;
using System.Text.RegularExpressions;
using CourseKit.Course.LessonPipeline.Running;
using CourseKit.Course.LessonPipeline.Source;

namespace CourseKit.Course.LessonPipeline.Building;

/// <summary>Holds the folded answers of "what will it print?" against what the cell prints.</summary>
/// <remarks>
/// An answer is written by hand, so it could rot. The last number of each line that a predict cell prints must stand in
/// the answer below it, in as many digits as the answer likes: 0.45 stands for 0.4463.
/// </remarks>
internal static partial class Predictions
{
    public static IEnumerable<Issue> Check(LessonDocument lesson, LessonRun run)
    {
        foreach (var cell in run.Cells.Where(cell => cell.Cell is { Predict: true, Volatile: false }))
        {
            var answer = AnswerBelow(lesson, cell.Cell);
            var told = Number().Matches(answer).Select(Read).ToList();
            var untold = cell.Outputs
                .SelectMany(output => output.Text.Split('\n'))
                .Select(line => Number().Matches(line).LastOrDefault())
                .FirstOrDefault(number => number is not null && !told.Any(t => Stands(t, Read(number).Value)));
            if (answer.Length == 0)
            {
                yield return new(cell.Cell.Line, "a predict cell needs its answer, in <details>, between it and the next cell.");
            }
            else if (untold is not null)
            {
                yield return new(cell.Cell.Line, $"the cell prints {untold.Value}, and the answer below it does not say so.");
            }
        }
    }

    private static string AnswerBelow(LessonDocument lesson, Cell cell)
    {
        var below = lesson.Parts.SkipWhile(part => part != cell).Skip(1).TakeWhile(part => part is not Cell).OfType<Prose>();
        var text = Numbers.WithoutMarks(string.Join('\n', below.Select(prose => prose.Markdown)));
        return string.Join('\n', Details().Matches(text).Select(match => Thousands().Replace(match.Value, "")));
    }

    private static bool Stands((double Value, double HalfDigit) told, double printed) =>
        Math.Abs(told.Value - printed) <= told.HalfDigit * (1 + 1e-9);

    /// <summary>A number and half a unit of its last digit: 2.8e-11 is told to within 5e-13.</summary>
    private static (double Value, double HalfDigit) Read(Match match)
    {
        var exponent = match.Groups["exponent"] is { Success: true } group ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 0;
        var digits = match.Groups["decimals"].Length - exponent;
        var value = double.Parse(match.ValueSpan, CultureInfo.InvariantCulture);
        return (value, digits > 0 || exponent != 0 ? 0.5 * Math.Pow(10, -digits) : 0);
    }

    [GeneratedRegex(@"(?<![\w.])-?\d+(\.(?<decimals>\d+))?([eE](?<exponent>[+-]?\d+))?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    [GeneratedRegex("<details>.*?</details>", RegexOptions.Singleline, 1000)]
    private static partial Regex Details();

    // 4,192 in the text and 15{,}625 in a formula
    [GeneratedRegex(@"(?<=\d)(,|\{,\})(?=\d{3})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Thousands();
}
