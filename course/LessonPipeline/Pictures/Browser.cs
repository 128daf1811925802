using System.Diagnostics;
using CourseKit.Course.Content;

namespace CourseKit.Course.LessonPipeline.Pictures;

/// <summary>A Chromium (or Chrome, or Edge) without a window, that opens a page and gives back what became of it.</summary>
internal sealed class Browser
{
    private const string Variable = "CHROME_PATH";

    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge"];

    private static readonly string[] s_usualPlaces =
    [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    private readonly string _program;

    private Browser(string program) => _program = program;

    public static Browser Find()
    {
        var given = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(given) && !File.Exists(given))
        {
            throw new CourseException($"{Variable} names {given}, which does not exist.");
        }

        var program = !string.IsNullOrEmpty(given) ? given
            : s_names.Select(Programs.Find).FirstOrDefault(found => found is not null) ?? s_usualPlaces.FirstOrDefault(File.Exists);
        return program is null
            ? throw new CourseException(
                $"Drawing figures needs Chromium, Chrome or Edge, and none was found. Install one, or set {Variable} to its program.")
            : new Browser(program);
    }

    /// <summary>The page's document after its scripts have run.</summary>
    public async Task<string> DumpAsync(string page, CancellationToken cancel)
    {
        var profile = Directory.CreateTempSubdirectory("coursekit-browser");
        try
        {
            using var process = Process.Start(new ProcessStartInfo(_program, Arguments(page, profile.FullName))
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }) ?? throw new CourseException($"{_program} did not start.");
            using var end = cancel.Register(() => process.Kill(entireProcessTree: true));
            var complaints = process.StandardError.ReadToEndAsync(cancel);
            var document = await process.StandardOutput.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            return process.ExitCode == 0 ? document : throw new CourseException($"{_program} failed: {await complaints}");
        }
        finally
        {
            TryDelete(profile);
        }
    }

    private static string[] Arguments(string page, string profile) =>
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--no-first-run", $"--user-data-dir={profile}",
        "--virtual-time-budget=60000", "--dump-dom", new Uri(page).AbsoluteUri,
    ];

    // On Windows the browser may hold its profile a moment longer; what is left is in the temporary folder.
    private static void TryDelete(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
