using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CourseKit.Course.Grading;

/// <summary>The source of each graded test, for reports that show it.</summary>
internal static class TestCode
{
    /// <summary>Each test's name and code, in order.</summary>
    public static IReadOnlyList<(string Name, string Code)> Read(string testFile) =>
    [
        .. CSharpSyntaxTree.ParseText(testFile).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Where(method => method.AttributeLists.SelectMany(list => list.Attributes).Any(a => a.Name.ToString() is "Graded" or "GradedAttribute"))
            .Select(method => (method.Identifier.Text, Code(method))),
    ];

    /// <summary>What stands between the method's braces, moved to the left.</summary>
    private static string Code(MethodDeclarationSyntax method)
    {
        var lines = method.Body is { } body
            ? body.ToFullString().ReplaceLineEndings("\n").Trim().TrimStart('{').TrimEnd('}').TrimEnd().Split('\n')
            : method.ExpressionBody?.Expression.ToFullString().ReplaceLineEndings("\n").Split('\n') ?? [];
        var used = lines.Where(line => line.Trim().Length > 0).ToList();
        var indent = used.Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty(0).Min();
        return string.Join('\n', lines.Select(line => line.Trim().Length == 0 ? "" : line[indent..])).Trim('\n');
    }
}
