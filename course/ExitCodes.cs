namespace CourseKit.Course;

/// <summary>What the program tells a script. <c>course --help</c> lists them.</summary>
internal static class ExitCodes
{
    /// <summary>Done; for a check: everything asked for passed.</summary>
    public const int Ok = 0;

    /// <summary>A check failed, or something is at fault that the output names: a file is damaged, a run diverged, no source has the data.</summary>
    public const int Failed = 1;

    /// <summary>The command line was not understood, or cannot be carried out as things are: it names what is not there, or what does not fit.</summary>
    public const int Usage = 2;

    /// <summary>Nothing failed, but an exercise asked for has not been started.</summary>
    public const int NotStarted = 3;

    /// <summary>A bug in the program itself.</summary>
    public const int Bug = 4;

    /// <summary>Ended with Ctrl+C, by the shells' convention.</summary>
    public const int Interrupted = 130;

    /// <summary>Each code with its meaning, for the help.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (Ok, "done; a check passed"),
        (Failed, "a check failed, or a fault was found"),
        (Usage, "the command line was not understood, or cannot be carried out"),
        (NotStarted, "nothing failed, but an exercise is not started"),
        (Bug, "a bug in the program"),
        (Interrupted, "ended with Ctrl+C"),
    ];
}
