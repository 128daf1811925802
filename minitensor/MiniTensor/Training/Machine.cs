using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MiniTensor.Training;

/// <summary>Where a run was made: the kind of machine, not its name.</summary>
public static class Machine
{
    /// <summary>Processor, threads and system, such as "AMD EPYC, 2 threads, Debian".</summary>
    public static string Describe() => $"{Processor()}, {Environment.ProcessorCount} threads, {RuntimeInformation.OSDescription.Split(' ')[0]}";

    private static string Processor()
    {
        if (OperatingSystem.IsWindows())
        {
            return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown processor";
        }

        return OperatingSystem.IsMacOS()
            ? Ask("sysctl", "-n", "machdep.cpu.brand_string") ?? "unknown processor"
            : File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
                ?? "unknown processor";
    }

    private static string? Ask(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            });
            var answer = process?.StandardOutput.ReadToEnd().Trim();
            process?.WaitForExit();
            return process?.ExitCode == 0 && answer?.Length > 0 ? answer : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // the program is not installed
        }
    }
}
