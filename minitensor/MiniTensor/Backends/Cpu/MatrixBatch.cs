using MiniTensor.Backends.Cpu.Elementwise;

namespace MiniTensor.Backends.Cpu;

/// <summary>A tensor as matrices of any strides, counted by its leading axes, which are broadcast to those of another.</summary>
internal readonly struct MatrixBatch
{
    private readonly int _axes;
    private readonly AxisNumbers _sizes;
    private readonly AxisNumbers _strides;

    /// <param name="x">The tensor.</param>
    /// <param name="whole">One with all leading axes, e.g. the result.</param>
    public MatrixBatch(Layout x, Layout whole)
    {
        _axes = whole.Rank - 2;
        Count = 1;
        for (var axis = 0; axis < _axes; axis++)
        {
            var own = axis - (whole.Rank - x.Rank);
            _sizes[axis] = whole.Sizes[axis];
            _strides[axis] = own < 0 || x.Sizes[own] == 1 ? 0 : x.Strides[own];
            Count *= _sizes[axis];
        }

        (Row, Column) = (x.Strides[^2], x.Strides[^1]);
    }

    /// <summary>How many matrices there are.</summary>
    public int Count { get; }

    /// <summary>How far apart the rows of each lie.</summary>
    public nint Row { get; }

    public nint Column { get; }

    /// <summary>Where matrix number <paramref name="index"/> begins.</summary>
    public nint Offset(int index)
    {
        nint offset = 0;
        for (var axis = _axes - 1; axis >= 0; axis--)
        {
            (index, var at) = Math.DivRem(index, _sizes[axis]);
            offset += (nint)at * _strides[axis];
        }

        return offset;
    }
}
