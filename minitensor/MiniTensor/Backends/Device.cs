namespace MiniTensor.Backends;

/// <summary>Where tensors lie, checked where two of them meet.</summary>
internal static class Device
{
    /// <summary>Throws unless both tensors lie on the same backend.</summary>
    public static void Same(string op, Tensor a, Tensor b)
    {
        if (!ReferenceEquals(a.Backend, b.Backend))
        {
            throw new InvalidOperationException(
                $"{op}: one tensor lies on {a.Backend.Name}, the other on {b.Backend.Name}. Move both to one device first; nothing is copied silently.");
        }
    }
}
