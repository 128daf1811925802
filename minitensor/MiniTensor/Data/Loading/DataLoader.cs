using MiniTensor.Training;

namespace MiniTensor.Data;

/// <summary>Hands out a data set in batches, in a new order in each epoch, read ahead of time by threads of its own.</summary>
/// <remarks>
/// The order is a function of the seed and the epoch alone, and what transforms draw one of the seed, the epoch and the item:
/// batches are bit for bit the same with any number of workers, and after a restart in the middle of an epoch.
/// </remarks>
/// <example><code>
/// using var loader = new DataLoader(train, 128, rng, transforms: [new RandomCrop(4), new RandomFlip(), Normalise.By(train)]);
/// foreach (var batch in loader.Epoch())
/// {
///     var loss = batch.CrossEntropy(model.Call(batch.Inputs));
/// }
/// </code></example>
public sealed class DataLoader : IStateful, IDisposable
{
    private readonly BatchReader _reader;
    private readonly BatchSlot[] _slots;
    private readonly int _workers;
    private IBatchSource? _running;

    /// <summary>A loader; its threads live only while an epoch is under way.</summary>
    /// <param name="dataset">What to read.</param>
    /// <param name="batchSize">How many items to a batch.</param>
    /// <param name="shuffle">Where the order and what is random in transforms come from; null keeps the order of the data set.</param>
    /// <param name="transforms">What to do to pictures, in this order, and to finished batches.</param>
    /// <param name="dropLast">Leave out the last batch of an epoch where it would be smaller than the others.</param>
    /// <param name="workers">How many threads read ahead; 0 reads each batch when it is asked for.</param>
    /// <param name="prefetch">How many batches may be ready before they are asked for.</param>
    public DataLoader(
        IDataset dataset,
        int batchSize,
        Rng? shuffle = null,
        IReadOnlyList<ITransform>? transforms = null,
        bool dropLast = false,
        int workers = 1,
        int prefetch = 2)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        ArgumentOutOfRangeException.ThrowIfNegative(workers);
        ArgumentOutOfRangeException.ThrowIfLessThan(prefetch, workers > 0 ? 1 : 0);
        (Dataset, BatchSize, Transforms, _workers) = (dataset, batchSize, transforms ?? [], workers);
        BatchCount = dropLast ? dataset.Count / batchSize : (dataset.Count + batchSize - 1) / batchSize;
        _reader = new BatchReader(dataset, batchSize, shuffle, Transforms);
        var items = Math.Min(dataset.Count, (long)BatchCount * batchSize);
        var last = (int)(items - (long)Math.Max(BatchCount - 1, 0) * batchSize);

        // One batch is in the user's hands, the others are ready or being read.
        _slots = new BatchSlot[workers == 0 ? 1 : 1 + prefetch];
        for (var i = 0; i < _slots.Length; i++)
        {
            _slots[i] = new BatchSlot(_reader, Math.Min(batchSize, dataset.Count), last);
        }
    }

    /// <summary>What is read.</summary>
    public IDataset Dataset { get; }

    /// <summary>How many items there are to a batch; the last one may have fewer.</summary>
    public int BatchSize { get; }

    /// <summary>What is done to pictures, in this order, and to finished batches.</summary>
    public IReadOnlyList<ITransform> Transforms { get; }

    /// <summary>How many batches there are to an epoch.</summary>
    public int BatchCount { get; }

    /// <summary>The shape of one item in a batch, after the transforms.</summary>
    public Shape InputShape => _reader.InputShape;

    /// <summary>Which pass over the data is under way, or next; from 0.</summary>
    public int EpochNumber { get; private set; }

    /// <summary>How many batches of this epoch have been handed out.</summary>
    public int Position { get; private set; }

    /// <summary>How long the user of the batches has waited for them, in all.</summary>
    public double WaitSeconds { get; private set; }

    /// <inheritdoc/>
    public IEnumerable<(string Name, Tensor Tensor)> StateTensors => [];

    /// <summary>The epoch and the place in it: a loader made alike goes on with the batch after the last one handed out.</summary>
    public IEnumerable<(string Name, string Value)> StateTexts =>
    [
        ("epoch", StateText.Of(EpochNumber)),
        ("position", StateText.Of(Position)),
        ("order", _reader.OrderKey),
    ];

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The state is another loader's: of another seed, data set or batch size.</exception>
    public void RestoreTexts(IReadOnlyDictionary<string, string> texts)
    {
        Stop();
        var (epoch, position) = (StateText.Read<int>(texts, "epoch"), StateText.Read<int>(texts, "position"));
        if (texts.GetValueOrDefault("order") is var order && order != _reader.OrderKey)
        {
            throw new InvalidDataException(
                $"The saved order is of {order ?? "another program"}, and this loader's of {_reader.OrderKey}: its batches would not be the ones that "
                + "have not been seen yet. Use the seed, the data and the batch size of the run that saved it.");
        }

        (EpochNumber, Position) = (epoch, position);
    }

    /// <summary>The batches of this epoch that have not been handed out: all of them, unless it was left early or a state restored.</summary>
    /// <remarks>A batch is good until the next one is asked for. After the last one the next epoch is due.</remarks>
    /// <exception cref="DataLoaderException">An item could not be read; it names the item.</exception>
    public IEnumerable<Batch> Epoch()
    {
        Stop();
        _reader.BeginEpoch(EpochNumber);
        IBatchSource source = _workers == 0
            ? new ReadWhenAsked(_reader, _slots[0], BatchCount)
            : new ReadAhead(_reader, _slots, Position, BatchCount, _workers);
        _running = source;
        try
        {
            while (_running == source && Position < BatchCount)
            {
                var started = System.Diagnostics.Stopwatch.GetTimestamp();
                var batch = source.Get(Position);
                WaitSeconds += System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds;
                batch.MarkOverwritten();
                Position++;
                yield return batch;
            }

            if (_running == source)
            {
                (EpochNumber, Position) = (EpochNumber + 1, 0);
            }
        }
        finally
        {
            source.Dispose();
        }
    }

    /// <summary>Leaves the rest of an epoch that was left early: the next one is due.</summary>
    public void EndEpoch()
    {
        Stop();
        if (Position > 0)
        {
            (EpochNumber, Position) = (EpochNumber + 1, 0);
        }
    }

    /// <summary>Ends the threads and gives the batches' memory back.</summary>
    public void Dispose()
    {
        Stop();
        foreach (var slot in _slots)
        {
            slot.Return();
        }
    }

    private void Stop()
    {
        _running?.Dispose();
        _running = null;
    }
}

/// <summary>An item that could not be read, or a batch that a transform failed on.</summary>
public sealed class DataLoaderException : Exception
{
    internal DataLoaderException(int index, Exception cause)
        : base($"Item {index} of the data set could not be read: {cause.Message}", cause) => Index = index;

    internal DataLoaderException(int batch, ITransform transform, Exception cause)
        : base($"{transform.GetType().Name} failed on batch {batch} of the epoch: {cause.Message}", cause)
    {
    }

    /// <summary>Which item; null where it was a whole batch.</summary>
    public int? Index { get; }
}
