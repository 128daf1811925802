namespace CourseKit.Display;

/// <summary>The two forms that everything can be shown in.</summary>
internal static class Mime
{
    public const string Html = "text/html";
    public const string Text = "text/plain";

    /// <summary>A value in all the forms it has: a page's form first, if there is one, then text.</summary>
    public static IReadOnlyDictionary<string, string> Bundle(object? value) => Markup.Of(value) is { } html
        ? new Dictionary<string, string> { [Html] = html, [Text] = PlainText.Of(value) }
        : new Dictionary<string, string> { [Text] = PlainText.Of(value) };
}
