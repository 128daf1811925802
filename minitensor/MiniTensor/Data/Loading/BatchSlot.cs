namespace MiniTensor.Data;

/// <summary>Memory for a batch of the usual size, and for the last one, which may be smaller.</summary>
internal sealed class BatchSlot(BatchReader reader, int count, int lastCount)
{
    private readonly Batch _usual = reader.Make(count);
    private readonly Batch? _last = lastCount == count ? null : reader.Make(lastCount);

    public Batch Of(bool isLast) => isLast && _last is not null ? _last : _usual;

    public void Return()
    {
        _usual.Return();
        _last?.Return();
    }
}
