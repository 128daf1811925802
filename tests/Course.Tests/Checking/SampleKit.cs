using CourseKit.Course;
using CourseKit.Course.Checking;
using CourseKit.Course.Content;
using CourseKit.Course.Views;

namespace CourseKit.Tests.Course.Checking;

/// <summary>
/// A kit in a temporary folder with a stage of its own that can be compiled and run: two exercises, and a milestone
/// that is put together from them.
/// </summary>
internal sealed class SampleKit : IDisposable
{
    public const string Double =
        """
        namespace Exercises.Stage07;

        public static class E07_1_Double
        {
            /// <returns>Twice x.</returns>
            public static int Of(int x)
            {
                #region Exercise 07.1: return twice x
                // Added, not shifted: x may be negative.
                return x + x;
                #endregion
            }
        }

        """;

    private const string Triple =
        """
        namespace Exercises.Stage07;

        public static class E07_2_Triple
        {
            public static int Of(int x)
            {
                #region Exercise 07.2: return three times x
                return 3 * x;
                #endregion
            }

            public static int Twice(int x)
            {
                #region Exercise 07.2: apply Of twice
                return Of(Of(x));
                #endregion
            }
        }

        """;

    private const string Milestone =
        """
        namespace Exercises.Stage07;

        public static class Milestone
        {
            public static int Six(int x)
            {
                #region Exercise M07: six times x, out of your own parts
                return E07_1_Double.Of(E07_2_Triple.Of(x));
                #endregion
            }

            public static void Run(int x = 7) => Console.WriteLine($"six times {x} is {Six(x)}\nmeasured as mine: {AppContext.GetData("CourseKit.Mine")}");
        }

        """;

    private readonly StringWriter _output = new();

    public SampleKit()
    {
        Root = Directory.CreateTempSubdirectory("coursekit").FullName;
        Write("CourseKit.sln", "");
        Add(
            "07.1",
            "E07_1_Double",
            Double,
            "[Graded] public void Small_numbers() => Expect.Equal(4, E07_1_Double.Of(2), \"Of(2)\");\n"
            + "[Graded] public void Negative_numbers() => Expect.Equal(-6, E07_1_Double.Of(-3), \"Of(-3)\");",
            ("square", "return x * x;", "Negative_numbers", "came out 9"),
            ("endless", "while (true) { }", "Small_numbers", "ran for 4 s"),
            ("recursive", "return Of(x - 1) + 2;", "Small_numbers", "overflowed the stack"));
        Add(
            "07.2",
            "E07_2_Triple",
            Triple,
            "[Graded] public void Once() => Expect.Equal(6, E07_2_Triple.Of(2), \"Of(2)\");\n"
            + "[Graded] public void Again() => Expect.Equal(18, E07_2_Triple.Twice(2), \"Twice(2)\");",
            ("power", "#region Exercise 07.2: return three times x\nreturn x * x * x;\n#endregion", "Once", "came out 8"),
            ("once", "#region Exercise 07.2: apply Of twice\nreturn Of(x);\n#endregion", "Again", "came out 6"),
            ("swapped", "#region Exercise 07.2: apply Of twice\nreturn Of(x) + Of(x);\n#endregion", "Again", "came out 12"));
        Add("M07", "Milestone", Milestone, "[Graded] public void Six() => Expect.Equal(12, Milestone.Six(2), \"Six(2)\");");
        Context = new CourseContext(Workspace.TryFind(Root)!, Terminal.Plain(_output));
    }

    public string Root { get; }

    public CourseContext Context { get; }

    public Checker Checker => field ??= new Checker(Context.Workspace);

    public Exercise this[string id] => Context.Catalog.Get(id);

    /// <summary>What has been written since the last call.</summary>
    public string Written()
    {
        var text = _output.ToString();
        _output.GetStringBuilder().Clear();
        return text.ReplaceLineEndings("\n");
    }

    public Task<CheckResult> CheckAsync(string id) => Checker.CheckAsync(this[id], seed: 7, CancellationToken.None);

    /// <summary>Writes the learner's answer; the solution when no text is given.</summary>
    public void Answer(string id, string? text = null) => File.WriteAllText(Context.SourceOf(this[id]), text ?? Solution(id));

    public string Solution(string id) => File.ReadAllText(new ExerciseFiles(Context.Workspace).Solution(this[id]));

    public void Write(string path, string text)
    {
        var file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private void Add(string id, string name, string solution, string tests, params (string Name, string Code, string Test, string Says)[] mistakes)
    {
        Write($"solutions/07-sample/{name}.cs", solution);
        Write($"exercises/07-sample/{name}.cs", CourseKit.Course.Authoring.StubWriter.Stub(solution));
        Write(
            $"tests/Grading/07-sample/{name}Tests.cs",
            $"using CourseKit.Grading;\nusing Exercises.Stage07;\n\n[GradedTests(\"{id}\")]\npublic sealed class {name}Tests\n{{\n{tests}\n}}\n");
        Write(
            $"exercises/07-sample/{name}.yaml",
            $"id: \"{id}\"\ntitle: {name}\npoints: 2\nlesson: 07-sample#it\nhints: [one, two, three]\nmistakes:\n"
            + (mistakes.Length == 0 ? "  {}\n" : string.Concat(mistakes.Select(m => $"  {m.Name}: {{test: {m.Test}, says: \"{m.Says}\"}}\n"))));
        foreach (var mistake in mistakes)
        {
            Write($"tests/mutants/07-sample/{id}/{mistake.Name}.cs", mistake.Code);
        }
    }
}
