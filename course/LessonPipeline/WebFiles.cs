namespace CourseKit.Course.LessonPipeline;

/// <summary>The templates, styles and scripts of course/Web, copied beside the program.</summary>
internal static class WebFiles
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Web");

    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name)).ReplaceLineEndings("\n");
}
