using System.ComponentModel;
using System.Diagnostics;

namespace CourseKit.Course.LessonPipeline.Building;

/// <summary>Jupyter's own validation of a notebook, where Python's nbformat is installed.</summary>
internal static class NotebookFormat
{
    private const string Validate = "import nbformat, sys; nbformat.validate(nbformat.read(sys.argv[1], as_version=4))";

    /// <summary>The first Python that has nbformat. The system's own comes with the distribution's packages.</summary>
    private static readonly Lazy<string?> s_python = new(() =>
        new[] { "python3", "/usr/bin/python3", "python" }.FirstOrDefault(python => Run(python, "-c", "import nbformat") is ""));

    public static bool IsAvailable => s_python.Value is not null;

    /// <summary>What is wrong with the notebook; nothing where nbformat is not installed.</summary>
    public static IEnumerable<string> Check(string notebook) =>
        s_python.Value is { } python && Run(python, "-c", Validate, notebook) is { Length: > 0 } fault ? [fault] : [];

    /// <summary>"" after a success, the last line of the complaint after a failure, null if the program is not there.</summary>
    private static string? Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
            var complaint = process?.StandardError.ReadToEnd().Trim().Split('\n')[^1];
            process?.WaitForExit();
            return process?.ExitCode == 0 ? "" : complaint?.Length > 0 ? complaint : "it failed without a word";
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
