using System.Diagnostics;
using CourseKit.Course.Content;

namespace CourseKit.Course.Benchmarks;

/// <summary>PyTorch as the peer: how to start it as it comes, and at its best.</summary>
internal static class PyTorch
{
    /// <summary>Names the Python that has PyTorch, where it is not the system's.</summary>
    public const string PythonVariable = "COURSEKIT_PYTHON";

    private const string DebianPython = "/usr/bin/python3";
    private const string Libraries = "/usr/lib";

    // Debian's package of each library, and where it lies in a machine's folder of Libraries.
    private static readonly (string Package, string File) s_allocator = ("libtcmalloc-minimal4", "libtcmalloc_minimal.so.4");
    private static readonly (string Package, string File) s_blas = ("libopenblas0-openmp", Path.Combine("openblas-openmp", "libopenblas.so.0"));

    /// <summary>PyTorch's settings, each of which is timed; the better one of a case counts.</summary>
    /// <remarks>
    /// As it comes; and with images channels-last, on Linux with a faster allocator and OpenBLAS with OpenMP, where these are installed.
    /// </remarks>
    public static IEnumerable<(string Setting, ProcessStartInfo Start)> Settings(Workspace workspace, string bench, int threads)
    {
        yield return ("plain", Start(workspace, bench, threads));

        var tuned = Start(workspace, bench, threads);
        tuned.ArgumentList.Add("--channels-last");
        if (Library(Libraries, s_allocator.File) is { } allocator)
        {
            tuned.Environment["LD_PRELOAD"] = allocator;
        }

        if (Library(Libraries, s_blas.File) is { } blas)
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

    /// <summary>What makes Debian's PyTorch slower here than it could be, and the remedy; null where nothing does.</summary>
    /// <remarks>Without any OpenBLAS it multiplies matrices with the reference BLAS: 1024x1024x1024 took it 16 to 20 times as long (LOG.md). A PyTorch from elsewhere brings its own.</remarks>
    public static string? Handicap() =>
        Python() == DebianPython && Missing(Libraries) is { Count: > 0 } missing
            ? $"PyTorch is not at its best here: it can be faster with {string.Join(" and ", missing)}. On Debian: apt-get install {string.Join(' ', missing)}"
            : null;

    /// <summary>The packages that a folder of libraries lacks.</summary>
    internal static IReadOnlyList<string> Missing(string libraries) =>
        [.. new[] { s_blas, s_allocator }.Where(library => Library(libraries, library.File) is null).Select(library => library.Package)];

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
        return OperatingSystem.IsWindows() ? "python" : File.Exists(DebianPython) ? DebianPython : "python3";
    }

    private static string? Library(string libraries, string file) =>
        Directory.Exists(libraries)
            ? Directory.EnumerateDirectories(libraries, "*-linux-gnu*").Select(machine => Path.Combine(machine, file)).FirstOrDefault(File.Exists)
            : null;
}
