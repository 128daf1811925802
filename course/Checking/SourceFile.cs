using System.Text;

namespace CourseKit.Course.Checking;

/// <summary>A file to compile.</summary>
/// <param name="Path">As the learner sees it: relative to the root.</param>
/// <param name="Text">What it says.</param>
internal sealed record SourceFile(string Path, string Text)
{
    public static SourceFile Read(Content.Workspace workspace, string path) =>
        new(workspace.Display(path), File.ReadAllText(path, Encoding.UTF8));
}
