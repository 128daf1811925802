using System.Reflection;

namespace MiniTensor.Training;

/// <summary>The commit that the program was built from. The .NET SDK writes it into an assembly's version when it builds in a clone.</summary>
/// <remarks>What was changed and not committed before the build does not show in it.</remarks>
internal static class SourceCommit
{
    /// <summary>What stands for a commit that nobody wrote down: the program was built outside a clone.</summary>
    public const string Unknown = "unknown";

    private const int Digits = 10;

    /// <summary>The commit of this program.</summary>
    public static string OfProgram { get; } =
        In(typeof(SourceCommit).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion);

    /// <summary>The commits of a run that goes on with another program: each of its programs in turn, with a comma between them.</summary>
    /// <param name="before">Those before it; null where a checkpoint says nothing, as the first ones did.</param>
    /// <param name="now">That of the program it goes on with.</param>
    public static string After(string? before, string now)
    {
        before ??= Unknown;
        return before.Split(", ")[^1] == now ? before : $"{before}, {now}";
    }

    /// <summary>The commit in a version such as 1.0.0+a02f95a138d7fd1d61f1c3c69e94834ed664eb70, shortened.</summary>
    public static string In(string? version) => version?.Split('+') is [_, { Length: >= Digits } commit] ? commit[..Digits] : Unknown;
}
