using CourseKit.Course;
using CourseKit.Course.Checking;
using CourseKit.Course.Content;
using CourseKit.Course.Learner;
using CourseKit.Course.Views;

namespace CourseKit.Tests.Course;

/// <summary>A small clone of the kit in a temporary folder: two lessons, three exercises, no learner yet.</summary>
internal sealed class TempClone : IDisposable
{
    public TempClone(int width = 100, bool rich = false)
    {
        Root = Directory.CreateTempSubdirectory("coursekit").FullName;
        File.WriteAllText(Path.Combine(Root, "CourseKit.sln"), "");
        Add("01.1", "E01_1_First", "Look both ways", 2, "01-slopes#look-both-ways");
        Add("01.2", "E01_2_Second", "A slope for each direction", 3, "01-slopes#each-direction");
        Add("02.1", "E02_1_Third", "Nodes that remember", 5, "02-graph#nodes");
        var lesson = Directory.CreateDirectory(Path.Combine(Root, "lessons", "01-slopes")).FullName;
        File.WriteAllText(Path.Combine(lesson, "lesson.md"), "---\nid: \"01\"\ntitle: Slopes by measuring\n---\n\n# Not the title: this\n\n## Look both ways\n");
        var terminal = rich ? Terminal.Rich(Output, width) : Terminal.Plain(Output, width);
        Context = new CourseContext(Workspace.TryFind(Root)!, terminal);
    }

    public string Root { get; }

    public StringWriter Output { get; } = new();

    public CourseContext Context { get; }

    /// <summary>What has been written since the last call.</summary>
    public string Written()
    {
        var text = Output.ToString();
        Output.GetStringBuilder().Clear();
        return text.ReplaceLineEndings("\n");
    }

    public string Source(string id) => Context.SourceOf(Context.Catalog.Get(id));

    /// <summary>A check's result, as the checker would give it.</summary>
    public CheckResult Result(string id, Verdict verdict) =>
        new() { Exercise = Context.Catalog.Get(id), Verdict = verdict, TotalTests = 2, PassedTests = verdict == Verdict.Passed ? 2 : 1 };

    public void Pass(params string[] ids)
    {
        foreach (var id in ids)
        {
            Context.Record(Result(id, Verdict.Passed));
        }
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private void Add(string id, string name, string title, int points, string lesson)
    {
        var exercises = Directory.CreateDirectory(Path.Combine(Root, "exercises", "01-scalar")).FullName;
        var solutions = Directory.CreateDirectory(Path.Combine(Root, "solutions", "01-scalar")).FullName;
        File.WriteAllText(
            Path.Combine(exercises, name + ".yaml"),
            $"id: \"{id}\"\ntitle: {title}\npoints: {points}\nlesson: {lesson}\nhints: [first of {id}, second of {id}, third of {id}]\n");
        File.WriteAllText(Path.Combine(exercises, name + ".cs"), Class($"    throw new NotImplementedException(\"Exercise {id}: do it\");"));
        File.WriteAllText(
            Path.Combine(solutions, name + ".cs"), Class($"    #region Exercise {id}: do it\n    return 42; // because\n    #endregion"));

        static string Class(string body) => $"static int Answer()\n{{\n{body}\n}}\n";
    }
}
