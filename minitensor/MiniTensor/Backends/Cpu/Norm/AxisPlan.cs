namespace MiniTensor.Backends.Cpu.Norm;

/// <summary>
/// A tensor without gaps, seen as (Outer, Length, Inner) around one axis,
/// and cut into jobs for kernels that work along it.
/// </summary>
/// <remarks>
/// Where Inner is 1 a job is one row, whose numbers lie next to each other, and vectors run along it. Else a job is a block of neighbouring
/// columns, and each lane of a vector has a column of its own.
/// </remarks>
internal readonly struct AxisPlan
{
    private const int PartSize = 32 * 1024; // elements, as in element-wise loops

    private readonly int _columnsPerJob;
    private readonly int _blocks; // jobs in each of Outer

    public AxisPlan(Layout dense, int axis)
    {
        Length = dense.Sizes[axis];
        Inner = Length > 1 && dense.Count > 0 ? dense.Strides[axis] : 1;
        Outer = dense.Count == 0 ? 0 : dense.Count / Length / Inner;
        _columnsPerJob = Inner == 1 ? 1 : Math.Max(64, PartSize / Length / 64 * 64);
        _blocks = (Inner + _columnsPerJob - 1) / _columnsPerJob;
        Jobs = Outer * _blocks;
        JobsPerPart = Math.Max(1, PartSize / Math.Max(1, Length) / Math.Min(Inner, _columnsPerJob));
    }

    public int Outer { get; }

    public int Length { get; }

    /// <summary>How far apart neighbours along the axis lie.</summary>
    public int Inner { get; }

    public int Jobs { get; }

    public int JobsPerPart { get; }

    public int Parts => (Jobs + JobsPerPart - 1) / JobsPerPart;

    /// <summary>Rows and columns in all: results, for a kernel that makes one number of each.</summary>
    public int Lines => Outer * Inner;

    /// <summary>Where a job's first element lies, the number of its first line, and how many lines it has.</summary>
    public (nint At, int Line, int Lines) Locate(int job)
    {
        var outer = job / _blocks;
        var column = (job - outer * _blocks) * _columnsPerJob;
        return ((nint)outer * Length * Inner + column, outer * Inner + column, Math.Min(_columnsPerJob, Inner - column));
    }
}
