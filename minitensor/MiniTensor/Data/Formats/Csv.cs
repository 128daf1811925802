using System.Globalization;
using System.Text;

namespace MiniTensor.Data;

/// <summary>A table of texts: RFC 4180, with fields in quotes where they hold separators, quotes or ends of lines.</summary>
/// <param name="File">Where it is from, for messages.</param>
/// <param name="Header">The names of the columns; empty without a header.</param>
/// <param name="Rows">The rows, all of the same length.</param>
public sealed record Csv(string File, IReadOnlyList<string> Header, IReadOnlyList<string[]> Rows)
{
    private readonly int[] _lines = [];

    private Csv(string file, IReadOnlyList<string> header, IReadOnlyList<string[]> rows, int[] lines)
        : this(file, header, rows) => _lines = lines;

    /// <summary>Reads a file, plain, gzip or Brotli (.br).</summary>
    /// <param name="path">The file.</param>
    /// <param name="hasHeader">The first row names the columns.</param>
    /// <param name="separator">What stands between fields.</param>
    /// <exception cref="DataFileException">The file is damaged, or its rows are of different lengths; the message names the line.</exception>
    public static Csv Load(string path, bool hasHeader, char separator = ',') => Parse(path, TextFile.Load(path), hasHeader, separator);

    /// <summary>Reads a table that is in memory.</summary>
    /// <param name="file">Where it is from, for messages.</param>
    /// <param name="text">The table.</param>
    /// <param name="hasHeader">The first row names the columns.</param>
    /// <param name="separator">What stands between fields.</param>
    /// <exception cref="DataFileException">The rows are of different lengths; the message names the line.</exception>
    public static Csv Parse(string file, string text, bool hasHeader, char separator = ',')
    {
        List<string[]> rows = [];
        List<int> lines = [];
        foreach (var (fields, line) in Split(file, text, separator))
        {
            if (rows.Count > 0 && fields.Length != rows[0].Length)
            {
                throw Broken(file, line, $"has {fields.Length} fields, and the first row {rows[0].Length}");
            }

            rows.Add(fields);
            lines.Add(line);
        }

        if (hasHeader && rows.Count == 0)
        {
            throw Broken(file, 1, "should name the columns, and the file is empty");
        }

        var skip = hasHeader ? 1 : 0;
        return new(file, hasHeader ? rows[0] : [], rows[skip..], lines.ToArray()[skip..]);
    }

    /// <summary>A column's number by its name.</summary>
    /// <exception cref="DataFileException">There is no such column; the message lists those there are.</exception>
    public int Column(string name)
    {
        for (var column = 0; column < Header.Count; column++)
        {
            if (Header[column] == name)
            {
                return column;
            }
        }

        throw new DataFileException(File, $"has no column '{name}'", $"Its columns are {string.Join(", ", Header)}");
    }

    /// <summary>Some columns as numbers, (rows, columns).</summary>
    /// <param name="columns">Which columns, in this order.</param>
    /// <exception cref="DataFileException">A field is no number; the message names its line.</exception>
    public Tensor Numbers(params ReadOnlySpan<int> columns)
    {
        var values = new float[Rows.Count * columns.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Number<float>(i / columns.Length, columns[i % columns.Length]);
        }

        return Tensor.Of(values, [Rows.Count, columns.Length]);
    }

    /// <summary>One column as whole numbers.</summary>
    /// <exception cref="DataFileException">A field is no whole number; the message names its line.</exception>
    public int[] Integers(int column) => [.. Enumerable.Range(0, Rows.Count).Select(row => Number<int>(row, column))];

    private T Number<T>(int row, int column)
        where T : ISpanParsable<T> =>
        T.TryParse(Rows[row][column], CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Broken(File, row < _lines.Length ? _lines[row] : row + 1, $"has '{Rows[row][column]}' in column {column + 1}, where a number belongs");

    private static IEnumerable<(string[] Fields, int Line)> Split(string file, string text, char separator)
    {
        var (at, line) = (0, 1);
        while (at < text.Length)
        {
            var start = line;
            List<string> fields = [];
            do
            {
                fields.Add(Field(file, text, separator, ref at, ref line));
            }
            while (at < text.Length && text[at++] == separator);

            // Here at is behind the row's \n, or at the end of the text. An empty line is no row.
            line++;
            if (fields is not [""])
            {
                yield return ([.. fields], start);
            }
        }
    }

    /// <summary>One field; <paramref name="at"/> is then at the separator or the end of the line.</summary>
    private static string Field(string file, string text, char separator, ref int at, ref int line)
    {
        if (at == text.Length || text[at] != '"')
        {
            var length = text.AsSpan(at).IndexOfAny(separator, '\n');
            var plain = text.AsSpan(at, length < 0 ? text.Length - at : length);
            at += plain.Length;
            return (plain.EndsWith("\r") ? plain[..^1] : plain).ToString();
        }

        var opened = line;
        var field = new StringBuilder();
        while (true)
        {
            var end = text.IndexOf('"', at + 1);
            if (end < 0)
            {
                throw Broken(file, opened, "opens a quote that is not closed");
            }

            line += text.AsSpan(at, end - at).Count('\n');
            field.Append(text, at + 1, end - at - 1);
            at = end + 1;
            if (at == text.Length || text[at] != '"')
            {
                break;
            }

            field.Append('"');
        }

        at += at < text.Length && text[at] == '\r' ? 1 : 0;
        return at == text.Length || text[at] == separator || text[at] == '\n'
            ? field.ToString()
            : throw Broken(file, line, $"goes on with '{text[at]}' behind a closing quote");
    }

    private static DataFileException Broken(string file, int line, string problem) =>
        new(file, $"line {line} {problem}", "Mend that line, or save the table again");
}
