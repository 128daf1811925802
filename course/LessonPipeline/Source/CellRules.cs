using CourseKit.Course.LessonPipeline.Running;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CourseKit.Course.LessonPipeline.Source;

/// <summary>What a cell must keep to, so that it runs in every notebook host and in one program with the other cells.</summary>
internal static class CellRules
{
    public static IEnumerable<Issue> Check(LessonDocument lesson)
    {
        var cells = lesson.Cells.Select(cell => (Cell: cell, Unit: CellSyntax.Parse(cell.Code))).ToList();
        Dictionary<string, int> firstSeen = new(StringComparer.Ordinal);
        foreach (var (cell, unit) in cells)
        {
            foreach (var name in CellSyntax.Declared(unit))
            {
                var line = CellSyntax.LineOf(cell, name);
                if (!firstSeen.TryAdd(name.ValueText, line))
                {
                    yield return new(
                        line,
                        $"{name.ValueText} is declared on line {firstSeen[name.ValueText]} already. The cells also become one program: give it another name.");
                }
            }
        }

        foreach (var (cell, unit) in cells)
        {
            foreach (var issue in Shape(cell, unit).Concat(Qualified(cell, unit, firstSeen)))
            {
                yield return issue;
            }
        }
    }

    private static IEnumerable<Issue> Shape(Cell cell, CompilationUnitSyntax unit)
    {
        foreach (var trivia in unit.DescendantTrivia().Where(trivia => trivia.IsDirective && !trivia.IsKind(SyntaxKind.RegionDirectiveTrivia) && !trivia.IsKind(SyntaxKind.EndRegionDirectiveTrivia)))
        {
            yield return new(
                cell.Line + trivia.GetLocation().GetLineSpan().StartLinePosition.Line,
                "a cell has no # directives: the builder writes the #r lines.");
        }

        foreach (var member in unit.Members)
        {
            var line = CellSyntax.LineOf(cell, member);
            if (member is BaseNamespaceDeclarationSyntax)
            {
                yield return new(line, "a cell has no namespace: C# script does not know them. Leave the line out.");
            }
            else if (member is BaseMethodDeclarationSyntax or BaseFieldDeclarationSyntax
                && member.Modifiers.FirstOrDefault(modifier => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.PrivateKeyword or SyntaxKind.InternalKeyword) is { RawKind: not 0 } access)
            {
                yield return new(line, $"leave out \"{access.ValueText}\": in the one program that the cells become, this is a local.");
            }
        }

        // The script parser takes `using var` for something else; the parser for programs knows it.
        var program = CSharpSyntaxTree.ParseText(cell.Code).GetCompilationUnitRoot();
        foreach (var statement in program.Members.OfType<GlobalStatementSyntax>().Where(global => global.Statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 }))
        {
            yield return new(CellSyntax.LineOf(cell, statement), "C# script has no `using var` outside a method. Write using (...) { ... }.");
        }

        foreach (var parameter in unit.DescendantNodes().OfType<ParameterSyntax>().Where(parameter => parameter.Modifiers.Any(SyntaxKind.ThisKeyword)))
        {
            yield return new(CellSyntax.LineOf(cell, parameter), "C# script has no extension methods. Leave out `this` and call it as a function.");
        }
    }

    private static IEnumerable<Issue> Qualified(Cell cell, CompilationUnitSyntax unit, Dictionary<string, int> declared) =>
        from name in unit.DescendantNodes().OfType<SimpleNameSyntax>()
        where !IsMember(name) && !declared.ContainsKey(name.Identifier.ValueText)
        let space = Remedy.NamespaceOf(name.Identifier.ValueText)
        where space is not null
        select new Issue(
            CellSyntax.LineOf(cell, name),
            $"write {space}.{name.Identifier.ValueText}: not every notebook host imports {space}.");

    // x.File, new() { File = ... }, f(File: ...): a name that something else qualifies.
    private static bool IsMember(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Name == name,
        QualifiedNameSyntax qualified => qualified.Right == name,
        MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax => true,
        _ => false,
    };
}
