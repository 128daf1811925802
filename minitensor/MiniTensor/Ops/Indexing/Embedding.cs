using MiniTensor.Ops;

namespace MiniTensor;

public static partial class Functional
{
    /// <summary>A row of the table for each index.</summary>
    /// <param name="weight">The table, shape (count, width).</param>
    /// <param name="indices">Numbers of rows, row-major.</param>
    /// <param name="indicesShape">How they are arranged; a batch of texts is (texts, tokens).</param>
    /// <returns>Shape (indicesShape..., width).</returns>
    /// <remarks>Backward: each row of dy is added to the table's row it came from, in order.</remarks>
    public static Tensor Embedding(Tensor weight, ReadOnlySpan<int> indices, Shape indicesShape)
    {
        ArgumentNullException.ThrowIfNull(weight);
        ShapeException.Require(weight.Rank == 2, "Embedding", $"needs a weight of shape (count, width); got {weight.Shape}");
        ShapeException.Require(
            indices.Length == indicesShape.Elements, "Embedding",
            $"needs {indicesShape.Elements} indices for shape {indicesShape}; got {indices.Length}");
        return TakeRowsOp.Apply(weight, 0, indices, indicesShape, "Embedding");
    }

    /// <summary>For each index a row of zeros with a one at its place, shape (indices, classes).</summary>
    public static Tensor OneHot(ReadOnlySpan<int> indices, int classes)
    {
        ShapeException.Require(classes >= 0, "OneHot", $"needs 0 or more classes; got {classes}");
        IndexCheck.Within("OneHot", indices, classes);
        Shape shape = [indices.Length, classes];
        var values = new float[shape.Elements];
        for (var i = 0; i < indices.Length; i++)
        {
            values[i * classes + indices[i]] = 1;
        }

        return Tensor.Of(values, shape);
    }
}
