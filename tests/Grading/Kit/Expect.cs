using System.Globalization;

namespace CourseKit.Grading;

/// <summary>A graded test's verdict on the learner's answer. Its message is the first thing the learner reads.</summary>
public sealed class GradeException(string message) : Exception(message);

/// <summary>What graded tests expect, in words a learner can act on.</summary>
/// <remarks>
/// Every check names the thing checked ("d(a + a)/da"), what came and what was expected. A test may list wrong values
/// that it knows, each with the question that leads out of the mistake; when the learner's value is one of them,
/// the question is added to the message.
/// </remarks>
public static class Expect
{
    /// <summary>Two doubles agree to <paramref name="tolerance"/>, relative to the expected one (absolute below 1).</summary>
    /// <param name="expected">The right value, from an independent oracle.</param>
    /// <param name="actual">The learner's value.</param>
    /// <param name="what">The thing checked, for example "d(a + a)/da".</param>
    /// <param name="tolerance">The largest error allowed.</param>
    /// <param name="knownMistakes">Wrong values that a known mistake gives, each with a question for the learner.</param>
    public static void Near(
        double expected,
        double actual,
        string what,
        double tolerance = 1e-9,
        params (double Value, string Says)[] knownMistakes)
    {
        if (Agree(expected, actual, tolerance))
        {
            return;
        }

        var hint = knownMistakes.FirstOrDefault(mistake => Agree(mistake.Value, actual, tolerance)).Says;
        throw new GradeException(
            $"{what} came out {Text(actual)}, expected {Text(expected)}.{(hint is null ? "" : " " + hint)}");
    }

    /// <summary>Two lists agree, element by element.</summary>
    /// <param name="expected">The right values, from an independent oracle.</param>
    /// <param name="actual">The learner's values.</param>
    /// <param name="what">The thing checked, for example "softmax of [1, 2, 3]".</param>
    /// <param name="tolerance">The largest error allowed in an element.</param>
    /// <param name="knownMistakes">Wrong lists that a known mistake gives, each with a question for the learner.</param>
    public static void Near(
        IReadOnlyList<double> expected,
        IReadOnlyList<double>? actual,
        string what,
        double tolerance = 1e-9,
        params (IReadOnlyList<double> Value, string Says)[] knownMistakes)
    {
        if (actual is null)
        {
            throw new GradeException($"{what} came out null, expected {expected.Count} numbers.");
        }

        if (expected.Count != actual.Count)
        {
            throw new GradeException($"{what} has {actual.Count} numbers, expected {expected.Count}.");
        }

        var wrong = Enumerable.Range(0, expected.Count).FirstOrDefault(i => !Agree(expected[i], actual[i], tolerance), -1);
        if (wrong < 0)
        {
            return;
        }

        var hint = knownMistakes.FirstOrDefault(mistake =>
            mistake.Value.Count == actual.Count && mistake.Value.Zip(actual).All(p => Agree(p.First, p.Second, tolerance)));
        throw new GradeException(
            $"{what}[{wrong}] came out {Text(actual[wrong])}, expected {Text(expected[wrong])}."
            + (hint.Says is null ? "" : " " + hint.Says));
    }

    /// <summary>Two whole numbers, strings or other exact things are the same.</summary>
    public static void Equal<T>(T expected, T actual, string what, string? says = null)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new GradeException($"{what} came out {Text(actual)}, expected {Text(expected)}.{Tail(says)}");
        }
    }

    /// <summary>A condition holds; otherwise the learner reads <paramref name="message"/>, a whole sentence.</summary>
    public static void True(bool condition, string message)
    {
        if (!condition)
        {
            throw new GradeException(message);
        }
    }

    /// <summary>The action throws <typeparamref name="T"/>.</summary>
    public static void Throws<T>(Action action, string what, string? says = null)
        where T : Exception
    {
        try
        {
            action();
        }
        catch (T)
        {
            return;
        }
        catch (Exception e) when (e is not NotImplementedException)
        {
            throw new GradeException($"{what} threw {e.GetType().Name}, expected {typeof(T).Name}.{Tail(says)}");
        }

        throw new GradeException($"{what} did not throw, expected {typeof(T).Name}.{Tail(says)}");
    }

    /// <summary>Calls the answer. If it throws, the learner reads in which case, next to the exception and its line.</summary>
    /// <param name="answer">The call.</param>
    /// <param name="what">The case in words, for example "Shape (2, 3) as (6)".</param>
    public static T Answer<T>(Func<T> answer, string what)
    {
        try
        {
            return answer();
        }
        catch (Exception e)
        {
            e.Data[Case] = what;
            throw;
        }
    }

    /// <summary>The answer does not call the library's finished version of what it is asked to write.</summary>
    /// <remarks>A graded class says this in its constructor, so that it comes before every test.</remarks>
    /// <param name="answer">The class the learner writes in.</param>
    /// <param name="library">The library's class.</param>
    /// <param name="names">The methods meant, as the compiler names them (op_Addition is +); none: every one.</param>
    public static void DoesNotCall(Type answer, Type library, params string[] names)
    {
        var called = Calls.In(answer).FirstOrDefault(method =>
            method.DeclaringType == library && (names.Length == 0 || names.Contains(method.Name)));
        if (called is not null)
        {
            var name = called.Name switch
            {
                ".ctor" => $"new {library.Name}",
                "op_Addition" => $"the + of {library.Name}",
                "op_Multiply" => $"the * of {library.Name}",
                _ => $"{library.Name}.{called.Name}",
            };
            throw new GradeException($"{answer.Name} uses {name}, the library's finished version. Write yours.");
        }
    }

    /// <summary>The key under which an exception carries the case it was thrown in.</summary>
    internal const string Case = "CourseKit.Grading.Case";

    private static bool Agree(double expected, double actual, double tolerance) =>
        expected.Equals(actual) // also NaN and the infinities
        || Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected));

    private static string Text<T>(T value) =>
        value is null ? "null" : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string Text(double value)
    {
        if (Math.Abs(value) < 1e15 && Math.Floor(value).Equals(value))
        {
            return value.ToString("0", CultureInfo.InvariantCulture); // 20000000, not 2E+07
        }

        var rounded = value.ToString("G6", CultureInfo.InvariantCulture);
        return Math.Abs(value - double.Parse(rounded, CultureInfo.InvariantCulture)) <= 1e-12 * Math.Abs(value)
            ? rounded
            : value.ToString("G10", CultureInfo.InvariantCulture);
    }

    private static string Tail(string? says) => says is null ? "" : " " + says;
}
