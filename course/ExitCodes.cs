namespace CourseKit.Course;

/// <summary>What the program's exit code tells a script.</summary>
internal static class ExitCodes
{
    /// <summary>Everything asked for was done, or passed.</summary>
    public const int Ok = 0;

    /// <summary>An answer failed, or something is out of step.</summary>
    public const int Failed = 1;

    /// <summary>The command was not understood, or what it names does not exist.</summary>
    public const int Usage = 2;

    /// <summary>The exercise has not been started.</summary>
    public const int NotStarted = 3;
}
