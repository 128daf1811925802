using System.Globalization;
using System.Security.Cryptography;
using MiniTensor;

namespace CourseKit.Grading;

/// <summary>Fresh random cases for graded tests, from a seed that is reported and can be given back.</summary>
public static class Draw
{
    /// <summary>The environment variable that gives a seed back, to see the same cases again.</summary>
    public const string Variable = "COURSEKIT_SEED";

    /// <summary>This run's seed: the one given, else a new one.</summary>
    public static int Seed { get; } = int.TryParse(
        Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var given)
        ? given
        : RandomNumberGenerator.GetInt32(1_000_000);

    /// <summary>A generator that starts at this run's seed; every test gets its own.</summary>
    public static Rng Rng() => new((ulong)Seed);

    /// <summary>A number between the two with one digit behind the point, so that a message stays easy to read.</summary>
    public static double Rounded(this Rng rng, double min, double max) => Math.Round(rng.Uniform(min, max), 1);
}
