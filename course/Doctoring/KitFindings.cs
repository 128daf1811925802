using CourseKit.Course.Commands;
using CourseKit.Course.Content;
using CourseKit.Course.Data;

namespace CourseKit.Course.Doctoring;

/// <summary>The clone: is it whole, and can it be written to?</summary>
internal static class KitFindings
{
    public static Finding Writable(Workspace workspace)
    {
        foreach (var folder in new[] { workspace.Exercises, workspace.StateFolder })
        {
            try
            {
                Directory.CreateDirectory(folder);
                var probe = Path.Combine(folder, $".write-test-{Environment.ProcessId}");
                File.WriteAllText(probe, "x");
                File.Delete(probe);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return new(
                    "Kit's folder",
                    $"{folder} cannot be written: {e.Message}",
                    Severity.Fault,
                    "Clone the kit into a folder of your own, or give yourself the right to write there.");
            }
        }

        return new("Kit's folder", workspace.Root);
    }

    public static Finding Exercises(CourseContext context)
    {
        var missing = context.Catalog.Exercises.Where(exercise => !File.Exists(context.SourceOf(exercise))).ToList();
        return missing.Count == 0
            ? new("Exercises", $"{context.Catalog.Exercises.Count}, each with its file")
            : new(
                "Exercises",
                $"{string.Join(", ", missing.Select(exercise => exercise.Name + ".cs"))} missing",
                Severity.Fault,
                $"course reset {missing[0].Id} brings {(missing.Count == 1 ? "it" : "the first")} back.");
    }

    /// <summary>The files that come with the kit; what someone fetched besides is looked at by `course data verify`.</summary>
    public static Finding Data(CourseContext context)
    {
        var store = DataCommand.StoreOf(context);
        var files = store.Sets.Where(set => !DataSources.IsOptional(set.Name)).SelectMany(set => set.Files).ToList();
        var wrong = files.Where(file => !store.Verify(file).ToList().Any(check => check.IsRight)).ToList();
        return wrong.Count == 0
            ? new("Data", $"{files.Count} of {files.Count} files right")
            : new(
                "Data",
                string.Join(", ", wrong.Select(file => $"{file.Set}/{file.Name} {(store.Find(file) is null ? "missing" : "wrong")}")),
                Severity.Fault,
                "course data verify says which and why; course data get NAME brings them back.");
    }

    /// <summary>What checks and lessons load at run time is built with this program.</summary>
    public static Finding Build(Workspace workspace)
    {
        string[] needed =
        [
            Path.Combine(AppContext.BaseDirectory, "CourseKit.Grading.dll"),
            Path.Combine(workspace.Lessons, "bin", "CourseKit.Lessons.dll"),
            Path.Combine(workspace.Lessons, "bin", "Micrograd.dll"),
            Path.Combine(workspace.Lessons, "bin", "MiniTensor.dll"),
        ];
        var missing = needed.Where(file => !File.Exists(file)).Select(workspace.Display).ToList();
        return missing.Count == 0
            ? new("Build", "the grader and the lessons' libraries are built")
            : new("Build", $"{string.Join(", ", missing)} missing", Severity.Fault, "dotnet build course --no-incremental");
    }
}
