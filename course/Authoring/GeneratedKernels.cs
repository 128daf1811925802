namespace CourseKit.Course.Authoring;

/// <summary>A source file that this program writes, and what it says.</summary>
/// <param name="Path">From the root of the kit.</param>
internal sealed record GeneratedFile(string Path, Func<string> Text);

/// <summary>The kernels of minitensor whose accumulators need a name each, so that no one writes them by hand.</summary>
internal static class GeneratedKernels
{
    public static IReadOnlyList<GeneratedFile> All { get; } =
    [
        new("minitensor/MiniTensor/Backends/Cpu/MatMul/MicroKernels.g.cs", MatMulKernels.Text),
        new("minitensor/MiniTensor/Backends/Cpu/Conv/ConvProducts.g.cs", ConvKernels.Text),
        new("minitensor/MiniTensor/Backends/Cpu/Conv/WinogradTransforms.g.cs", WinogradKernels.Text),
    ];
}
