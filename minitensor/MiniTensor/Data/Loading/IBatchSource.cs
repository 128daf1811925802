namespace MiniTensor.Data;

/// <summary>Where an epoch's batches come from: asked for one after another, and disposed of at its end.</summary>
internal interface IBatchSource : IDisposable
{
    /// <summary>Batch <paramref name="number"/>; the one before may be overwritten from now on.</summary>
    Batch Get(int number);
}

/// <summary>Reads each batch when it is asked for, on the asking thread.</summary>
internal sealed class ReadWhenAsked(BatchReader reader, BatchSlot slot, int batchCount) : IBatchSource
{
    private readonly PixelMap? _pixels = reader.MakePixels();
    private readonly Rng _draws = reader.MakeDraws();

    public Batch Get(int number)
    {
        var batch = slot.Of(number == batchCount - 1);
        reader.Read(number, batch, _pixels, _draws);
        return batch;
    }

    public void Dispose()
    {
    }
}
