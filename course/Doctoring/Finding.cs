namespace CourseKit.Course.Doctoring;

/// <summary>How much a finding matters.</summary>
internal enum Severity
{
    Fine,

    /// <summary>Something would be better, but the course works.</summary>
    Note,

    /// <summary>The course cannot go on.</summary>
    Fault,
}

/// <summary>One thing the doctor looked at.</summary>
/// <param name="What">The thing, for example ".NET SDK".</param>
/// <param name="Value">What was found.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Remedy">What to do about it, where something is to be done.</param>
internal sealed record Finding(string What, string Value, Severity Severity = Severity.Fine, string Remedy = "");
