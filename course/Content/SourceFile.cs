namespace CourseKit.Course.Content;

/// <summary>A file to compile.</summary>
/// <param name="Path">As the learner sees it: relative to the root.</param>
/// <param name="Text">What it says.</param>
internal sealed record SourceFile(string Path, string Text);
