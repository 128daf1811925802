using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Text.Json;
using CourseKit.Course.Content;

namespace CourseKit.Course.Doctoring;

/// <summary>The machine: SDK, runtime, processor, memory, disk.</summary>
internal static class MachineFindings
{
    private const long Megabyte = 1_000_000;
    private const long Gigabyte = 1_000 * Megabyte;

    public static async Task<Finding> SdkAsync(Workspace workspace, CancellationToken cancel)
    {
        var wanted = WantedSdk(Path.Combine(workspace.Root, "global.json"));
        var remedy = $"Install the .NET SDK {wanted} or a later 10.0 one: https://dotnet.microsoft.com/download";
        if (Tool.Find("dotnet") is not { } dotnet)
        {
            return new(".NET SDK", "`dotnet` is not on PATH", Severity.Fault, remedy);
        }

        // Asked in the kit's folder, `dotnet` answers with the SDK that global.json picks, and fails when none fits.
        return await Tool.OutputAsync(dotnet, workspace.Root, cancel, "--version") is { } version
            ? new(".NET SDK", $"{version} (global.json asks for {wanted} or later)")
            : new(".NET SDK", $"none fits global.json, which asks for {wanted}", Severity.Fault, remedy);
    }

    public static IEnumerable<Finding> Processor()
    {
        yield return new("Runtime", $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");
        yield return new("System", RuntimeInformation.OSDescription);
        (string Name, bool Has)[] sets =
        [
            ("Vector128", Vector128.IsHardwareAccelerated),
            ("Vector256", Vector256.IsHardwareAccelerated),
            ("Vector512", Vector512.IsHardwareAccelerated),
            ("AVX2", Avx2.IsSupported),
            ("FMA", Fma.IsSupported),
            ("AVX-512", Avx512F.IsSupported),
            ("NEON", AdvSimd.IsSupported),
        ];
        var has = sets.Where(set => set.Has).Select(set => set.Name).ToList();
        yield return has.Count > 0
            ? new("Instruction sets", string.Join(", ", has))
            : new(
                "Instruction sets",
                "none",
                Severity.Note,
                "Everything works, several times slower. Is DOTNET_EnableHWIntrinsic set to 0?");
        yield return new("Cores", Environment.ProcessorCount.ToString());
    }

    public static Finding Memory()
    {
        // The limit of a container counts where there is one.
        var bytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var text = $"{bytes / (double)Gigabyte:F1} GB";
        return bytes < 2 * Gigabyte
            ? new("Memory", text, Severity.Note, "Some lessons need 2 GB. Close other programs while they run.")
            : new("Memory", text);
    }

    public static Finding Disk(Workspace workspace)
    {
        var free = new DriveInfo(workspace.Root).AvailableFreeSpace;
        var text = free < Gigabyte ? $"{free / Megabyte} MB free" : $"{free / (double)Gigabyte:F1} GB free";
        return free switch
        {
            < 100 * Megabyte => new("Disk", text, Severity.Fault, "Builds need some 100 MB. Free some space."),
            < Gigabyte => new("Disk", text, Severity.Note, "Later stages keep data sets here: 1 GB is on the safe side."),
            _ => new("Disk", text),
        };
    }

    private static string WantedSdk(string globalJson)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(globalJson));
            return json.RootElement.GetProperty("sdk").GetProperty("version").GetString() ?? "10.0.100";
        }
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException)
        {
            return "10.0.100";
        }
    }
}
