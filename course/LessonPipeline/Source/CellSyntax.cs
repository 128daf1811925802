using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CourseKit.Course.LessonPipeline.Source;

/// <summary>A cell as the compiler reads it.</summary>
internal static class CellSyntax
{
    private static readonly CSharpParseOptions s_script = new(LanguageVersion.Preview, kind: SourceCodeKind.Script);

    public static CompilationUnitSyntax Parse(string code) =>
        CSharpSyntaxTree.ParseText(code, s_script).GetCompilationUnitRoot();

    /// <summary>The last line's expression, where it has no semicolon.</summary>
    public static ExpressionSyntax? Trailing(CompilationUnitSyntax unit) =>
        unit.Members.LastOrDefault() is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last }
            ? last.Expression : null;

    /// <summary>True where the cell ends with a value to show.</summary>
    public static bool HasResult(Cell cell) => Trailing(Parse(cell.Code)) is { } trailing && !IsKnownVoid(trailing);

    /// <summary>True for the calls that show something themselves; a semicolon after the last of them may be left out.</summary>
    public static bool IsKnownVoid(ExpressionSyntax expression) =>
        expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call }
        && call.ToString() is "Lesson.Show" or "Lesson.Record" or "Console.Write" or "Console.WriteLine";

    /// <summary>The names that a cell adds for the cells after it.</summary>
    public static IEnumerable<SyntaxToken> Declared(CompilationUnitSyntax unit) => unit.Members.SelectMany(member => member switch
    {
        FieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => variable.Identifier),
        MethodDeclarationSyntax method => [method.Identifier],
        BaseTypeDeclarationSyntax type => [type.Identifier],
        DelegateDeclarationSyntax type => [type.Identifier],
        GlobalStatementSyntax { Statement: ExpressionStatementSyntax statement } =>
            statement.DescendantNodes(node => node is not AnonymousFunctionExpressionSyntax)
                .OfType<SingleVariableDesignationSyntax>().Select(variable => variable.Identifier),
        _ => [],
    });

    public static bool IsType(MemberDeclarationSyntax member) => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax;

    /// <summary>The line of the lesson on which a piece of a cell stands.</summary>
    public static int LineOf(Cell cell, SyntaxNodeOrToken piece) =>
        cell.Line + (piece.GetLocation()?.GetLineSpan().StartLinePosition.Line ?? 0);
}
