namespace MiniTensor;

public sealed partial class Tensor
{
    /// <summary>The lower triangle of each matrix, zeros above diagonal number <paramref name="k"/>: 0 is the main one, 1 the one above it.</summary>
    public Tensor Tril(int k = 0)
    {
        var (row, column) = PlacesInMatrix("Tril");
        return MaskedFill(column.Greater(row + k), 0);
    }

    /// <summary>The upper triangle of each matrix, zeros below diagonal number <paramref name="k"/>: 0 is the main one, 1 the one above it.</summary>
    public Tensor Triu(int k = 0)
    {
        var (row, column) = PlacesInMatrix("Triu");
        return MaskedFill(column.Less(row + k), 0);
    }

    /// <summary>The number of each row, as a column, and that of each column, as a row.</summary>
    private (Tensor Row, Tensor Column) PlacesInMatrix(string op)
    {
        ShapeException.Require(Rank >= 2, op, $"needs at least 2 axes; got shape {Shape}");
        return (Places(Layout.Sizes[^2]).Unsqueeze(1), Places(Layout.Sizes[^1]));

        Tensor Places(int count) => Beside([.. Enumerable.Range(0, count).Select(place => (float)place)], [count]);
    }
}
