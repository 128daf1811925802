using CourseKit.Course.Benchmarks.Cases;
using CourseKit.Course.Content;

namespace CourseKit.Course.Benchmarks;

/// <summary>Every case, in the order in which they are run.</summary>
internal static class BenchCases
{
    public static IReadOnlyList<BenchCase> All { get; } =
    [
        .. MatMulCases.All,
        .. ImageCases.All,
        .. ElementwiseCases.All,
        .. DispatchCases.All,
        .. NetworkCases.All,
    ];

    /// <summary>The cases that a name means: itself, or all that begin with it and a dash.</summary>
    /// <exception cref="CourseException">There is none.</exception>
    public static IEnumerable<BenchCase> Named(string name)
    {
        var found = All.Where(bench => bench.Name == name || bench.Name.StartsWith(name + "-", StringComparison.Ordinal)).ToList();
        return found.Count > 0
            ? found
            : throw new CourseException($"There is no case {name}. `course bench --list` shows all of them; a first word such as matmul means all that begin with it.");
    }
}
