using System.ComponentModel;
using System.Diagnostics;

namespace CourseKit.Course.Doctoring;

/// <summary>Programs that may be installed beside the kit.</summary>
internal static class Tool
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>The program's path, from PATH; null when it is not there.</summary>
    public static string? Find(string name)
    {
        // Windows finds "code" as code.cmd: the endings that count as programs are in PATHEXT.
        string[] endings = OperatingSystem.IsWindows()
            ? (Environment.GetEnvironmentVariable("PATHEXT") ?? ".EXE;.CMD;.BAT").Split(';')
            : [""];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => endings, (folder, ending) => Path.Combine(folder, name + ending))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>What a program prints; null when it cannot be run, fails or takes too long.</summary>
    public static Task<string?> OutputAsync(string program, string folder, CancellationToken cancel, params string[] arguments) =>
        OutputAsync(program, folder, s_patience, cancel, arguments);

    /// <summary>What a program prints; null when it cannot be run, fails or takes longer than <paramref name="most"/>.</summary>
    public static async Task<string?> OutputAsync(string program, string folder, TimeSpan most, CancellationToken cancel, params string[] arguments)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(most);
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        try
        {
            using var process = Process.Start(start);
            if (process is null)
            {
                return null;
            }

            try
            {
                var errors = process.StandardError.ReadToEndAsync(patience.Token);
                var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
                await errors;
                await process.WaitForExitAsync(patience.Token);
                return process.ExitCode == 0 ? output.Trim() : null;
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                process.Kill(entireProcessTree: true);
                return null;
            }
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
