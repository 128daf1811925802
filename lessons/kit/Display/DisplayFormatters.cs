namespace CourseKit.Display;

/// <summary>Tells a notebook how to show a type.</summary>
/// <remarks>
/// .NET Interactive looks for an attribute of this name on the type it is to show, and calls what it finds by name
/// (its Formatter.TryRegisterFromFormatterSources). So the names of this file are a contract, and no reference to
/// its packages is needed: the source has a public parameterless constructor and <c>CreateTypeFormatters</c>, and each
/// formatter has a <c>MimeType</c> and one <c>Format</c>.
/// </remarks>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>What to show, of the forms there are. The host sends all but application/json as text.</summary>
    public string[] PreferredMimeTypes { get; set; } = [];
}

/// <summary>The formatters of figures and drawings.</summary>
internal sealed class DisplayFormatters
{
    private readonly DisplayFormatter[] _formatters = [new(Mime.Html), new(Mime.Text)];

    public IEnumerable<object> CreateTypeFormatters() => _formatters;
}

/// <summary>Writes a figure or a drawing in one form.</summary>
internal sealed class DisplayFormatter(string mimeType)
{
    public string MimeType { get; } = mimeType;

    public bool Format(object value, TextWriter writer)
    {
        if (!Mime.Bundle(value).TryGetValue(MimeType, out var content))
        {
            return false;
        }

        writer.Write(content);
        return true;
    }
}
