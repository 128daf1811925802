namespace MiniTensor.Data;

/// <summary>Items that lie in memory as numbers: item i is row i of the inputs and row i of the targets.</summary>
public sealed class TensorDataset : IDataset
{
    private readonly float[] _inputs;
    private readonly int[] _classes = [];
    private readonly float[] _values = [];
    private readonly int _inputSize;
    private readonly int _targetSize;

    /// <summary>Inputs with classes.</summary>
    /// <param name="inputs">(N, ...): the numbers are copied.</param>
    /// <param name="classes">N numbers of classes, or k of them for each item, one item's after another's.</param>
    public TensorDataset(Tensor inputs, ReadOnlySpan<int> classes)
        : this(inputs, classes.Length / Math.Max(inputs.Rank > 0 ? inputs.Shape[0] : 1, 1))
    {
        ShapeException.Require(
            classes.Length == Count * _targetSize && (_targetSize > 0 || Count == 0),
            nameof(TensorDataset),
            $"needs as many classes for each of the {Count} items of inputs {inputs.Shape}; got {classes.Length} classes");
        _classes = classes.ToArray();
        TargetShape = _targetSize == 1 ? [] : [_targetSize];
        HasClasses = true;
    }

    /// <summary>Inputs with measurements.</summary>
    /// <param name="inputs">(N, ...): the numbers are copied.</param>
    /// <param name="targets">(N, ...): the numbers are copied.</param>
    public TensorDataset(Tensor inputs, Tensor targets)
        : this(inputs, targets.Count / Math.Max(targets.Rank > 0 ? targets.Shape[0] : 1, 1))
    {
        ShapeException.Require(
            targets.Rank > 0 && targets.Shape[0] == Count,
            nameof(TensorDataset),
            $"needs one row of targets for each row of inputs {inputs.Shape}; got targets {targets.Shape}");
        _values = targets.ToArray();
        TargetShape = Shape.Of(targets.Shape.ToArray().AsSpan(1));
    }

    private TensorDataset(Tensor inputs, int targetSize)
    {
        ShapeException.Require(inputs.Rank > 0, nameof(TensorDataset), $"needs inputs (N, ...); got shape {inputs.Shape}");
        _inputs = inputs.ToArray();
        Count = inputs.Shape[0];
        InputShape = Shape.Of(inputs.Shape.ToArray().AsSpan(1));
        _inputSize = InputShape.Elements;
        _targetSize = targetSize;
    }

    public int Count { get; }

    public Shape InputShape { get; }

    public Shape TargetShape { get; }

    public bool HasClasses { get; }

    public void Read(int index, in Item item)
    {
        _inputs.AsSpan(index * _inputSize, _inputSize).CopyTo(item.Input);
        if (HasClasses)
        {
            _classes.AsSpan(index * _targetSize, _targetSize).CopyTo(item.Classes);
        }
        else
        {
            _values.AsSpan(index * _targetSize, _targetSize).CopyTo(item.Values);
        }
    }
}
