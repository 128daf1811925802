using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using CourseKit.Course.Content;
using CourseKit.Grading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace CourseKit.Course.Checking;

/// <summary>What the compiler made of an answer and its tests.</summary>
/// <param name="Assembly">The assembly; empty when there are errors.</param>
/// <param name="Symbols">Its debugging symbols.</param>
/// <param name="Errors">Everything that is wrong, in the answer and in the tests.</param>
internal sealed record CompiledAnswer(byte[] Assembly, byte[] Symbols, IReadOnlyList<CompilerError> Errors);

/// <summary>Compiles an answer together with its tests, in memory.</summary>
internal static class AnswerCompiler
{
    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.CSharp14, DocumentationMode.None);

    private static readonly CSharpCompilationOptions s_options = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        nullableContextOptions: NullableContextOptions.Annotations);

    // What <ImplicitUsings> gives to the same files under `dotnet build`.
    private static readonly SyntaxTree s_implicitUsings = CSharpSyntaxTree.ParseText(
        string.Concat(new[]
        {
            "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading",
            "System.Threading.Tasks",
        }.Select(name => $"global using {name};\n")),
        s_parse);

    private static readonly Lazy<IReadOnlyList<MetadataReference>> s_references = new(
        () => [.. ReferencePaths().Select(path => MetadataReference.CreateFromFile(path))]);

    public static CompiledAnswer Compile(IEnumerable<SourceFile> files, CancellationToken cancel)
    {
        var trees = files.Select(file => CSharpSyntaxTree.ParseText(
            SourceText.From(file.Text, Encoding.UTF8), s_parse, file.Path, cancel));
        var compilation = CSharpCompilation.Create(
            "CourseKit.Answer", [s_implicitUsings, .. trees], s_references.Value, s_options);

        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(
            assembly,
            symbols,
            options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb),
            cancellationToken: cancel);
        return result.Success
            ? new CompiledAnswer(assembly.ToArray(), symbols.ToArray(), [])
            : new CompiledAnswer([], [], [.. result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(ToError)]);
    }

    private static CompilerError ToError(Diagnostic diagnostic)
    {
        var place = diagnostic.Location.GetLineSpan();
        var line = place.StartLinePosition.Line;
        var source = diagnostic.Location.SourceTree?.GetText().Lines[line].ToString() ?? "";
        return new CompilerError(
            place.Path ?? "",
            line + 1,
            place.StartLinePosition.Character + 1,
            source,
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    /// <summary>The runtime's own assemblies, and the libraries an exercise stands on.</summary>
    private static IEnumerable<string> ReferencePaths()
    {
        var runtime = RuntimeEnvironment.GetRuntimeDirectory().TrimEnd(Path.DirectorySeparatorChar);
        var trusted = (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "").Split(Path.PathSeparator);
        return trusted.Where(path => Path.GetDirectoryName(path) == runtime)
            .Append(typeof(Micrograd.Value).Assembly.Location)
            .Append(typeof(MiniTensor.Rng).Assembly.Location)
            .Append(typeof(Expect).Assembly.Location)
            .Append(typeof(Xunit.FactAttribute).Assembly.Location)
            .Append(typeof(Xunit.Assert).Assembly.Location);
    }
}
