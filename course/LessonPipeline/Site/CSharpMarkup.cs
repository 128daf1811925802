using System.Net;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CourseKit.Course.LessonPipeline.Site;

/// <summary>C# in colours, as HTML: the compiler's own parser says what each word is, so no script is needed in the page.</summary>
internal static class CSharpMarkup
{
    private static readonly CSharpParseOptions s_script = new(LanguageVersion.Preview, kind: SourceCodeKind.Script);

    public static string Write(string code)
    {
        var html = new StringBuilder();
        foreach (var token in CSharpSyntaxTree.ParseText(code, s_script).GetRoot().DescendantTokens())
        {
            WriteTrivia(html, token.LeadingTrivia);
            Span(html, ClassOf(token), token.Text);
            WriteTrivia(html, token.TrailingTrivia);
        }

        return html.ToString();
    }

    private static void WriteTrivia(StringBuilder html, SyntaxTriviaList list)
    {
        foreach (var trivia in list)
        {
            var isText = trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia);
            Span(html, isText ? "" : "c", trivia.ToFullString());
        }
    }

    private static string ClassOf(SyntaxToken token)
    {
        if (token.IsKeyword() || SyntaxFacts.IsContextualKeyword(token.Kind()))
        {
            return "k";
        }

        return token.Kind() switch
        {
            SyntaxKind.NumericLiteralToken => "n",
            SyntaxKind.IdentifierToken => OfName(token),
            _ => IsText(token.Kind()) ? "s" : "",
        };
    }

    private static bool IsText(SyntaxKind kind) => kind is SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken
        or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedStringEndToken or SyntaxKind.InterpolatedStringTextToken
        or SyntaxKind.InterpolatedVerbatimStringStartToken or SyntaxKind.SingleLineRawStringLiteralToken
        or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.InterpolatedSingleLineRawStringStartToken
        or SyntaxKind.InterpolatedMultiLineRawStringStartToken or SyntaxKind.InterpolatedRawStringEndToken;

    private static string OfName(SyntaxToken token) => token.Parent switch
    {
        BaseTypeDeclarationSyntax or TypeParameterSyntax or ConstructorDeclarationSyntax => "t",
        MethodDeclarationSyntax or LocalFunctionStatementSyntax => "f",
        SimpleNameSyntax { Identifier.Text: "var" or "nameof" } => "k",
        SimpleNameSyntax name when IsCalled(name) => "f",
        SimpleNameSyntax name when IsTypeName(name) => "t",
        _ => "",
    };

    private static bool IsCalled(SimpleNameSyntax name) => name.Parent is InvocationExpressionSyntax
        || (name.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access && access.Name == name);

    // Where only a type may stand; and, by its capital letter, what a static member is taken from.
    private static bool IsTypeName(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == name && char.IsUpper(name.Identifier.Text[0]),
        ObjectCreationExpressionSyntax or ParameterSyntax or TypeArgumentListSyntax or BaseTypeSyntax or NullableTypeSyntax
            or MethodDeclarationSyntax or LocalFunctionStatementSyntax or PropertyDeclarationSyntax or TypePatternSyntax
            or DeclarationPatternSyntax or DeclarationExpressionSyntax or ForEachStatementSyntax or ArrayTypeSyntax => true,
        CastExpressionSyntax cast => cast.Type == name,
        VariableDeclarationSyntax declaration => declaration.Type == name,
        TupleElementSyntax element => element.Type == name,
        _ => false,
    } && char.IsUpper(name.Identifier.Text[0]);

    private static void Span(StringBuilder html, string kind, string text)
    {
        var encoded = WebUtility.HtmlEncode(text);
        html.Append(kind.Length == 0 || text.Length == 0 ? encoded : $"<span class=\"{kind}\">{encoded}</span>");
    }
}
