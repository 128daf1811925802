namespace MiniTensor.Data;

/// <summary>Something a <see cref="DataLoader"/> does to what it reads: to each picture, or to each finished batch.</summary>
/// <remarks>Transforms run on several threads at once and keep no state; whatever is random comes from the generator they are given.</remarks>
public interface ITransform;

/// <summary>Moves a picture's pixels on their way into the batch.</summary>
public interface IImageTransform : ITransform
{
    /// <summary>Says where the pixels are to come from, after what the transforms before this one said.</summary>
    void Apply(PixelMap pixels, in ItemDraw draw);
}

/// <summary>Changes a finished batch in place.</summary>
public interface IBatchTransform : ITransform
{
    /// <param name="batch">The batch: its InputValues, Targets and TargetValues may be written to.</param>
    /// <param name="rng">Random numbers that are a function of the loader's seed, the epoch, and the batch's number in it.</param>
    void Apply(Batch batch, Rng rng);
}

/// <summary>What a transform may make its choice from.</summary>
/// <param name="Epoch">Which pass over the data this is, from 0.</param>
/// <param name="Index">Which item of the data set.</param>
/// <param name="Rng">Random numbers that are a function of the loader's seed, the epoch and the item.</param>
public readonly record struct ItemDraw(int Epoch, int Index, Rng Rng);
