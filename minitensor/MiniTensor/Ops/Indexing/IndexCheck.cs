namespace MiniTensor.Ops;

/// <summary>Indices come from data, so every one is checked, and the error says which was wrong.</summary>
internal static class IndexCheck
{
    /// <summary>Throws unless each index is from 0 to size - 1.</summary>
    public static void Within(string op, ReadOnlySpan<int> index, int size)
    {
        for (var i = 0; i < index.Length; i++)
        {
            if ((uint)index[i] >= (uint)size)
            {
                throw new ShapeException(op, $"needs indices from 0 to {size - 1}; got {index[i]} at position {i}");
            }
        }
    }
}
