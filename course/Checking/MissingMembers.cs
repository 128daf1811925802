using CourseKit.Course.Content;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CourseKit.Course.Checking;

/// <summary>
/// Explains an answer that compiles by itself but not with its tests: a name, a parameter or a result that the tests use
/// was changed. The solution has the signatures that they need.
/// </summary>
internal static class MissingMembers
{
    public static string Explain(
        Workspace workspace, Exercise exercise, IReadOnlyList<SourceFile> answer, IReadOnlyList<CompilerError> errors)
    {
        var solution = File.ReadAllText(Path.Combine(workspace.Solutions, exercise.Stage, exercise.Name + ".cs"));
        var has = answer.SelectMany(file => Methods(file.Text)).Select(Key).ToHashSet(StringComparer.Ordinal);
        var missing = Methods(solution).Where(method => !has.Contains(Key(method))).ToList();
        return missing.Count > 0
            ? $"The tests need {string.Join(" and ", missing.Select(Signature))}, and your file has it no longer. "
                + "Was a name, a parameter or a result changed?"
            : $"The tests do not compile with this answer. {errors[0].File}, line {errors[0].Line}: {errors[0].Message}";
    }

    private static IEnumerable<MethodDeclarationSyntax> Methods(string text) =>
        CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Where(method => method.Modifiers.Any(SyntaxKind.PublicKeyword));

    /// <summary>What callers depend on: names and types, but not what the parameters are called.</summary>
    private static string Key(MethodDeclarationSyntax method) =>
        $"{method.Modifiers} {method.ReturnType} {(method.Parent as TypeDeclarationSyntax)?.Identifier}.{method.Identifier}"
        + $"({string.Join(",", method.ParameterList.Parameters.Select(p => p.Type?.NormalizeWhitespace().ToString()))})";

    /// <summary>"`public static double Slope(Func&lt;double, double&gt; f, double x, double h)`".</summary>
    private static string Signature(MethodDeclarationSyntax method) =>
        $"`{method.Modifiers} {method.ReturnType} {method.Identifier}{method.ParameterList.NormalizeWhitespace()}`";
}
