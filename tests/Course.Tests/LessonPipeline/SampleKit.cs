using CourseKit.Course.Content;
using CourseKit.Course.LessonPipeline.Building;
using CourseKit.Course.LessonPipeline.Running;
using CourseKit.Course.LessonPipeline.Source;
using Xunit;

namespace CourseKit.Tests.Course.LessonPipeline;

/// <summary>Running a lesson takes the process's console, so these tests run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TakesTheConsole
{
    public const string Name = "takes the console";
}

/// <summary>A kit in a temporary folder, with one small lesson.</summary>
internal sealed class SampleKit : IDisposable
{
    public const string Sample = """
        ---
        id: "01"
        title: A sample
        stage: 01-scalar
        minutes: 5
        exercises: ["01.1"]
        ---

        ## Begin here

        The value is <!--= sample.value F2 -->0.00<!--/-->, and $x^2$ is a formula.

        $$y = x^2$$

        ```csharp
        using System.Text;

        // The number of this lesson.
        var x = 3.0;
        x * x            // nine
        ```

        ## Look *closer*, twice

        ```csharp predict
        Console.WriteLine("before");
        Lesson.Show("shown");
        record Pair(int A, int B);
        new Pair(1, 2)
        ```

        <details><summary>Answer</summary>

        Three lines; the last one is a pair of 1 and 2.

        </details>

        ```csharp
        Lesson.Record("sample", seed: 7, new { value = x / 7, curve = new[] { 1.5, 2.5 } });
        Lesson.Show(Figure.Of("01-line", [new { type = "scatter", x = new[] { 0.0, 1 }, y = new[] { 0, double.NaN } }]));
        ```

        ![A line.](figures/01-line.svg)

        ```csharp volatile
        System.Diagnostics.Stopwatch.GetTimestamp()
        ```

        See [the engine](../../micrograd/Value.cs) and [above](#begin-here).
        """;

    public SampleKit(string text = Sample)
    {
        Root = Directory.CreateTempSubdirectory("coursekit-lesson").FullName;
        File.WriteAllText(Path.Combine(Root, "CourseKit.sln"), "");
        Directory.CreateDirectory(Path.Combine(Root, "exercises"));
        Directory.CreateDirectory(Folder);
        Write(text);
        Workspace = Workspace.TryFind(Root)!;
    }

    public string Root { get; }

    public string Folder => Path.Combine(Root, "lessons", "01-sample");

    public Workspace Workspace { get; }

    public LessonDocument Lesson => LessonParser.Read(Folder);

    public void Write(string text) => File.WriteAllText(Path.Combine(Folder, "lesson.md"), text + "\n");

    public string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    public Task<LessonRun> RunAsync() => new LessonRunner(Lesson).RunAsync(CancellationToken.None);

    /// <summary>Builds the lesson and gives the names of the files that are not what is on disk.</summary>
    public async Task<IReadOnlyList<string>> BuildAsync(bool write)
    {
        var lesson = Lesson;
        var files = await new LessonBuilder(lesson).BuildAsync(new LessonRunner(lesson), CancellationToken.None);
        var changed = files.Where(file => file.Changed).ToList();
        foreach (var file in write ? changed : [])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
            File.WriteAllText(file.Path, file.Text);
        }

        return [.. changed.Select(file => Path.GetRelativePath(Folder, file.Path).Replace('\\', '/'))];
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
