using System.Diagnostics;
using CourseKit.Course.Content;

namespace CourseKit.Course.Benchmarks;

/// <summary>PyTorch as the peer: how to start it as it comes, and at its best.</summary>
internal static class PyTorch
{
    /// <summary>Names the Python that has PyTorch, where it is not the system's.</summary>
    public const string PythonVariable = "COURSEKIT_PYTHON";

    /// <summary>PyTorch's settings, each of which is timed; the better one of a case counts.</summary>
    /// <remarks>
    /// As it comes; and with images channels-last, on Linux with a faster allocator and OpenBLAS with OpenMP, where these are installed
    /// (Debian's libtcmalloc-minimal4 and libopenblas0-openmp).
    /// </remarks>
    public static IEnumerable<(string Setting, ProcessStartInfo Start)> Settings(Workspace workspace, string bench, int threads)
    {
        yield return ("plain", Start(workspace, bench, threads));

        var tuned = Start(workspace, bench, threads);
        tuned.ArgumentList.Add("--channels-last");
        if (Library("libtcmalloc_minimal.so.4") is { } allocator)
        {
            tuned.Environment["LD_PRELOAD"] = allocator;
        }

        if (Library(Path.Combine("openblas-openmp", "libopenblas.so.0")) is { } blas)
        {
            tuned.Environment["LD_LIBRARY_PATH"] = Path.GetDirectoryName(blas);
        }

        if (System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated)
        {
            tuned.Environment["ATEN_CPU_CAPABILITY"] = "avx512";
        }

        yield return ("tuned", tuned);
    }

    /// <summary>What to do where PyTorch does not start.</summary>
    public const string Remedy =
        "Is PyTorch installed for that Python? On Debian: apt-get install python3-torch. Another Python: set COURSEKIT_PYTHON to its path.";

    private static ProcessStartInfo Start(Workspace workspace, string bench, int threads)
    {
        var start = new ProcessStartInfo(Python());
        start.ArgumentList.Add(Path.Combine(workspace.Root, "bench", "peers", "torch_peer.py"));
        start.ArgumentList.Add(bench);
        start.ArgumentList.Add("--threads");
        start.ArgumentList.Add($"{threads}");
        return start;
    }

    private static string Python()
    {
        if (Environment.GetEnvironmentVariable(PythonVariable) is { Length: > 0 } named)
        {
            return named;
        }

        // Debian's PyTorch belongs to the system's own Python, which another one on the PATH may hide.
        const string Debian = "/usr/bin/python3";
        return OperatingSystem.IsWindows() ? "python" : File.Exists(Debian) ? Debian : "python3";
    }

    private static string? Library(string name)
    {
        var folder = "/usr/lib";
        return Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder, "*-linux-gnu*").Select(machine => Path.Combine(machine, name)).FirstOrDefault(File.Exists)
            : null;
    }
}
