namespace MiniTensor;

/// <summary>The ops that are functions of several tensors rather than methods of one: layers without their parameters, losses, ways to join tensors.</summary>
/// <remarks>Each stands in the file of its op, under Ops/. <c>using static MiniTensor.Functional;</c> brings all of them by name.</remarks>
public static partial class Functional
{
    private static void ThrowIfAnyIsNull(ReadOnlySpan<Tensor> tensors)
    {
        foreach (var tensor in tensors)
        {
            ArgumentNullException.ThrowIfNull(tensor, nameof(tensors));
        }
    }
}
