namespace MiniTensor.Data;

/// <summary>Puts batches together: which items, what is drawn for them, where they go. Any thread may read any batch.</summary>
internal sealed class BatchReader
{
    /// <summary>An item's draws begin at its own place of the epoch's stream, with room for four times as many numbers.</summary>
    private const int BlocksOfAnItem = 1 << 20;

    private readonly IDataset _dataset;
    private readonly int _batchSize;
    private readonly Rng _order;
    private readonly Rng _draws;
    private readonly bool _shuffles;
    private readonly IImageTransform[] _imageTransforms;
    private readonly IBatchTransform[] _batchTransforms;
    private readonly int[] _permutation;
    private int _epoch = -1;
    private ulong _drawsOfItems;
    private ulong _drawsOfBatches;

    public BatchReader(IDataset dataset, int batchSize, Rng? shuffle, IReadOnlyList<ITransform> transforms)
    {
        (_dataset, _batchSize, _shuffles) = (dataset, batchSize, shuffle is not null);
        var rng = shuffle ?? new Rng(0);
        (_order, _draws) = (rng.Split(), rng.Split());
        _imageTransforms = [.. transforms.OfType<IImageTransform>()];
        _batchTransforms = [.. transforms.OfType<IBatchTransform>()];
        if (transforms.FirstOrDefault(transform => transform is not (IImageTransform or IBatchTransform)) is { } unknown)
        {
            throw new ArgumentException($"{unknown.GetType().Name} is neither an IImageTransform nor an IBatchTransform.", nameof(transforms));
        }

        ShapeException.Require(
            _imageTransforms.Length == 0 || dataset.MakePixelMap() is not null,
            nameof(DataLoader),
            $"needs a data set of pictures for {_imageTransforms.FirstOrDefault()?.GetType().Name}; got items of shape {dataset.InputShape}");
        _permutation = [.. Enumerable.Range(0, dataset.Count)];
        InputShape = dataset.InputShape;
        if (_imageTransforms.Length > 0 && dataset.MakePixelMap() is { } pixels)
        {
            Transform(pixels, 0, new Rng(0));
            InputShape = pixels.Shape;
        }
    }

    /// <summary>The shape of one item after the transforms.</summary>
    public Shape InputShape { get; }

    /// <summary>What the order depends on.</summary>
    public string OrderKey => $"{_dataset.Count} items, {_batchSize} to a batch, "
        + (_shuffles ? $"seed {_order.Seed}, stream {_order.Stream}" : "in order");

    public Batch Make(int count) => new(count, InputShape, _dataset.TargetShape, _dataset.HasClasses);

    public PixelMap? MakePixels() => _dataset.MakePixelMap();

    /// <summary>Puts the items in the order of an epoch. No thread may be reading.</summary>
    public void BeginEpoch(int epoch)
    {
        if (epoch == _epoch)
        {
            return;
        }

        _epoch = epoch;
        (_drawsOfItems, _drawsOfBatches) = (StreamOf(_draws, 2 * epoch), StreamOf(_draws, 2 * epoch + 1));
        if (_shuffles)
        {
            for (var i = 0; i < _permutation.Length; i++)
            {
                _permutation[i] = i;
            }

            new Rng(_order.Seed, StreamOf(_order, epoch)).Shuffle<int>(_permutation);
        }
    }

    /// <summary>The random numbers of a thread that reads batches of this epoch.</summary>
    public Rng MakeDraws() => new(_draws.Seed, _drawsOfItems);

    /// <summary>Reads batch <paramref name="number"/> of the epoch.</summary>
    public void Read(int number, Batch batch, PixelMap? pixels, Rng draws)
    {
        _permutation.AsSpan(number * _batchSize, batch.Count).CopyTo(batch.Indices);
        var inputs = batch.InputValues;
        var values = batch.TargetValues;
        var (input, target) = (InputShape.Elements, _dataset.TargetShape.Elements);
        for (var i = 0; i < batch.Count; i++)
        {
            var index = batch.Indices[i];
            try
            {
                Transform(pixels, index, draws);
                _dataset.Read(index, new Item
                {
                    Input = inputs.Slice(i * input, input),
                    Classes = batch.Targets.Length > 0 ? batch.Targets.AsSpan(i * target, target) : [],
                    Values = values.Length > 0 ? values.Slice(i * target, target) : [],
                    Pixels = pixels,
                });
            }
            catch (Exception e)
            {
                throw new DataLoaderException(index, e);
            }
        }

        foreach (var transform in _batchTransforms)
        {
            try
            {
                var rng = new Rng(_draws.Seed, _drawsOfBatches);
                rng.Seek((ulong)number * BlocksOfAnItem);
                transform.Apply(batch, rng);
            }
            catch (Exception e)
            {
                throw new DataLoaderException(number, transform, e);
            }
        }
    }

    private static ulong StreamOf(Rng rng, int epoch)
    {
        Span<uint> block = stackalloc uint[4];
        Rng.Philox((ulong)epoch, rng.Stream, rng.Seed, block);
        return ((ulong)block[1] << 32) | block[0];
    }

    private void Transform(PixelMap? pixels, int index, Rng draws)
    {
        if (pixels is null || _imageTransforms.Length == 0)
        {
            return;
        }

        pixels.Reset();
        draws.Seek((ulong)index * BlocksOfAnItem);
        foreach (var transform in _imageTransforms)
        {
            transform.Apply(pixels, new ItemDraw(Math.Max(_epoch, 0), index, draws));
        }

        ShapeException.Require(
            _epoch < 0 || (pixels.Height == InputShape[1] && pixels.Width == InputShape[2]),
            nameof(DataLoader),
            $"needs transforms that make all pictures the same size, {InputShape}; got {pixels.Shape}");
    }
}
