namespace MiniTensor.Backends;

/// <summary>A block of a device's memory that tensors look into. Blocks come from their backend's pool and go back to it.</summary>
/// <remarks>
/// A block is used again and again: the generation counts its lives, and a tensor remembers the one it was made in, so that a
/// tensor whose memory was given back says so instead of reading another tensor's numbers.
/// </remarks>
public abstract class Storage(IBackend backend, int length)
{
    public IBackend Backend { get; } = backend;

    /// <summary>How many floats fit.</summary>
    public int Length { get; } = length;

    /// <summary>Which life of the block this is.</summary>
    internal int Generation { get; set; }

    /// <summary>Counts the writes in place, so that a backward pass sees when what it saved was overwritten.</summary>
    internal int Version { get; set; }

    /// <summary>The scope that gives the block back at its end; null leaves that to the garbage collector.</summary>
    internal TensorScope? Owner { get; set; }

    /// <summary>How many gradients of a running backward pass lie in the block.</summary>
    internal int Holds { get; set; }

    /// <summary>A hook has seen a gradient in this block and may look at it once more: nothing else may be written there.</summary>
    internal bool IsShown { get; set; }
}
