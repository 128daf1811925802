using CourseKit.Course.Content;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Extensions.Yaml;
using Markdig.Parsers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace CourseKit.Course.LessonPipeline.Source;

/// <summary>Reads lesson.md into prose and cells.</summary>
internal static class LessonParser
{
    private static readonly string[] s_cellWords = ["predict", "volatile", "hidden"];

    /// <summary>GitHub's dialect: its tables, its heading anchors, its formulas.</summary>
    public static MarkdownPipeline Pipeline { get; } = MakePipeline();

    private static MarkdownPipeline MakePipeline()
    {
        var builder = new MarkdownPipelineBuilder()
            .UseYamlFrontMatter()
            .UsePipeTables()
            .UseEmphasisExtras()
            .UseMathematics()
            .UseAutoIdentifiers(AutoIdentifierOptions.GitHub)
            .UsePreciseSourceLocation();
        builder.BlockParsers.Replace<HtmlBlockParser>(new HtmlButNotNumbers());
        return builder.Build();
    }

    public static LessonDocument Read(string folder)
    {
        var slug = Path.GetFileName(folder);
        var file = Path.Combine(folder, "lesson.md");
        if (!File.Exists(file))
        {
            throw new CourseException($"lessons/{slug}/lesson.md does not exist. It is the lesson's source; write it first.");
        }

        return Parse(folder, File.ReadAllText(file));
    }

    public static LessonDocument Parse(string folder, string text)
    {
        var slug = Path.GetFileName(folder);
        text = text.ReplaceLineEndings("\n");
        var syntax = Markdown.Parse(text, Pipeline);
        List<Issue> issues = [];
        var cutter = new Cutter(text, issues);
        foreach (var block in syntax)
        {
            cutter.Add(block);
        }

        foreach (var nested in syntax.Descendants<FencedCodeBlock>().Where(code => IsCell(code) && code.Parent is not MarkdownDocument))
        {
            issues.Add(new(nested.Line + 1, "a cell stands inside a list or a quotation, where it would not be run. Move it out, or write ```csharp no-run."));
        }

        var parts = cutter.Finish();
        return new LessonDocument
        {
            Slug = slug,
            Folder = folder,
            Text = text,
            Front = ReadFront(slug, syntax, text, issues),
            Parts = parts,
            Headings = [.. parts.OfType<Prose>().Select(prose => prose.Heading).OfType<Heading>()],
            Figures = [.. syntax.Descendants<LinkInline>().Where(IsFigure).Select(link => new FigureLink(
                link.Line + 1, Path.GetFileNameWithoutExtension(link.Url ?? ""), PlainText(link)))],
            Links = [.. syntax.Descendants<LinkInline>()
                .Where(link => !link.IsImage && link.Url is { Length: > 0 } url && !url.Contains(':'))
                .Select(link => new RelativeLink(link.Line + 1, link.Url ?? ""))],
            Issues = issues,
        };
    }

    /// <summary>True for the paragraph that is nothing but a figure.</summary>
    public static bool IsFigure(Block block, out string name)
    {
        var link = block is ParagraphBlock { Inline: { } inline } && inline.FirstChild == inline.LastChild
            ? inline.FirstChild as LinkInline : null;
        name = link is not null && IsFigure(link) ? Path.GetFileNameWithoutExtension(link.Url ?? "") : "";
        return name.Length > 0;
    }

    /// <summary>The words of a heading or of an image's alternative text, without their marks.</summary>
    public static string PlainText(ContainerInline? inline) => inline is null ? "" : string.Concat(inline.Descendants().Select(part => part switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        Markdig.Extensions.Mathematics.MathInline math => math.Content.ToString(),
        LineBreakInline => " ",
        _ => "",
    }));

    private static bool IsFigure(LinkInline link) => link.IsImage && link.Url?.StartsWith("figures/", StringComparison.Ordinal) == true;

    private static bool IsCell(FencedCodeBlock code) =>
        code.Info is "csharp" && !(code.Arguments ?? "").Split(' ').Contains("no-run");

    private static FrontMatter ReadFront(string slug, MarkdownDocument syntax, string text, List<Issue> issues)
    {
        if (syntax.FirstOrDefault() is not YamlFrontMatterBlock yaml)
        {
            issues.Add(new(1, "the front matter is missing: id, title, stage, minutes, needs, data, exercises between two lines of ---."));
            return new FrontMatter { Title = slug, Id = slug[..2] };
        }

        try
        {
            var front = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build()
                .Deserialize<FrontMatter?>(yaml.Lines.ToString()) ?? new FrontMatter();
            string?[] missing =
            [
                front.Id.Length == 0 ? "id" : null,
                front.Title.Length == 0 ? "title" : null,
                front.Stage.Length == 0 ? "stage" : null,
                front.Minutes == 0 ? "minutes" : null,
            ];
            issues.AddRange(missing.OfType<string>().Select(name => new Issue(1, $"the front matter has no {name}.")));
            if (front.Id.Length > 0 && !slug.StartsWith(front.Id + "-", StringComparison.Ordinal))
            {
                issues.Add(new(1, $"the id is \"{front.Id}\", but the folder is {slug}. They begin with the same number."));
            }

            return front;
        }
        catch (YamlException e)
        {
            issues.Add(new((int)e.Start.Line + 1, $"the front matter is not good YAML: {e.Message}"));
            return new FrontMatter { Title = slug, Id = slug[..2] };
        }
    }

    /// <summary>Cuts the text at its cells and headings.</summary>
    private sealed class Cutter(string text, List<Issue> issues)
    {
        private readonly string[] _lines = text.Split('\n');
        private readonly List<Part> _parts = [];
        private readonly List<Block> _blocks = [];
        private Heading? _heading;
        private int _start;
        private int _folds;
        private int _cells;

        public void Add(Block block)
        {
            switch (block)
            {
                case YamlFrontMatterBlock yaml:
                    _start = yaml.Line + yaml.Lines.Count + 2;
                    break;
                case FencedCodeBlock code when IsCell(code):
                    if (_folds > 0)
                    {
                        issues.Add(new(block.Line + 1, "a cell stands inside <details>. Close it first, or write ```csharp no-run."));
                    }

                    CutBefore(block.Line);
                    _parts.Add(ReadCell(code));
                    _start = block.Line + code.Lines.Count + 2;
                    break;
                case HeadingBlock heading when _folds == 0:
                    CutBefore(block.Line);
                    _heading = new(block.Line + 1, heading.Level, PlainText(heading.Inline), heading.GetAttributes().Id ?? "");
                    _blocks.Add(block);
                    break;
                case LinkReferenceDefinitionGroup definitions when definitions.OfType<LinkReferenceDefinition>()
                    .FirstOrDefault(definition => definition is not HeadingLinkReferenceDefinition) is { } definition:
                    issues.Add(new(definition.Line + 1, $"the link [{definition.Label}] is defined apart from its text. Write [text](address): a notebook's cells do not share definitions."));
                    break;
                default:
                    CountFolds(block);
                    _blocks.Add(block);
                    break;
            }
        }

        public List<Part> Finish()
        {
            CutBefore(_lines.Length);
            if (_folds != 0)
            {
                issues.Add(new(_lines.Length, "<details> and </details> do not pair up."));
            }

            return _parts;
        }

        private void CutBefore(int line)
        {
            var markdown = string.Join('\n', _lines[_start..line]).Trim('\n');
            if (markdown.Length > 0)
            {
                while (_lines[_start].Length == 0)
                {
                    _start++;
                }

                _parts.Add(new Prose(_start + 1, markdown, [.. _blocks], _heading));
            }

            _blocks.Clear();
            _heading = null;
            _start = line;
        }

        private Cell ReadCell(FencedCodeBlock code)
        {
            var words = (code.Arguments ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.FirstOrDefault(word => !s_cellWords.Contains(word)) is { } unknown)
            {
                issues.Add(new(code.Line + 1, $"a cell knows the words {string.Join(", ", s_cellWords)} and no-run; got \"{unknown}\"."));
            }

            return new Cell(
                code.Line + 2,
                ++_cells,
                code.Lines.ToString().ReplaceLineEndings("\n").TrimEnd(),
                words.Contains("predict"),
                words.Contains("volatile"),
                words.Contains("hidden"));
        }

        private void CountFolds(Block block)
        {
            if (block is HtmlBlock html)
            {
                var raw = html.Lines.ToString();
                _folds += raw.Split("<details").Length - raw.Split("</details").Length;
            }
        }
    }

    /// <summary>A line may begin with a measured number, &lt;!--= ... --&gt;: a paragraph all the same, and no block of HTML.</summary>
    private sealed class HtmlButNotNumbers : HtmlBlockParser
    {
        public override BlockState TryOpen(BlockProcessor processor) =>
            processor.Line.Match("<!--=") ? BlockState.None : base.TryOpen(processor);
    }
}
