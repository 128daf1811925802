namespace MiniTensor.Backends;

/// <summary>Where tensors lie, checked where several of them meet.</summary>
internal static class Device
{
    /// <summary>Throws unless all of the tensors lie on the same backend; those of null lie nowhere.</summary>
    public static void Same(string op, Tensor a, params ReadOnlySpan<Tensor?> others)
    {
        foreach (var b in others)
        {
            if (b is not null && !ReferenceEquals(a.Backend, b.Backend))
            {
                throw new InvalidOperationException(
                    $"{op}: one tensor lies on {a.Backend.Name}, the other on {b.Backend.Name}. Move both to one device first; nothing is copied silently.");
            }
        }
    }
}
