using System.Runtime.InteropServices;

namespace CourseKit.Grading.Isolation;

/// <summary>The program <c>dotnet</c> that this process itself runs on, wherever it is installed.</summary>
internal static class DotnetHost
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        // The runtime is in (root)/shared/Microsoft.NETCore.App/10.0.x, the host in (root).
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var host = System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(host) ? host : name;
    }
}
