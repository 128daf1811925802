using static MiniTensor.Functional;

namespace MiniTensor.Tests.Oracle;

public static partial class OpCases
{
    private static IEnumerable<OpCase> MatrixProducts =>
    [
        MatMulCase("matrices", [3, 4], [4, 5]),
        MatMulCase("odd sizes", [17, 33], [33, 19]),
        MatMulCase("a row times a column", [1, 7], [7, 1]),
        MatMulCase("a column times a row", [5, 1], [1, 6]),
        MatMulCase("no rows", [0, 3], [3, 2]),
        MatMulCase("no columns", [2, 3], [3, 0]),
        MatMulCase("nothing to sum", [2, 0], [0, 3]),
        MatMulCase("vector and vector", [5], [5]),
        MatMulCase("vector and matrix", [5], [5, 3]),
        MatMulCase("matrix and vector", [3, 5], [5]),
        MatMulCase("vector and a batch", [4], [2, 4, 3]),
        MatMulCase("a batch and a vector", [2, 3, 4], [4]),
        MatMulCase("a batch", [2, 3, 4], [2, 4, 5]),
        MatMulCase("one matrix for the whole batch", [2, 3, 4], [4, 5]),
        MatMulCase("a batch behind one matrix", [3, 4], [2, 4, 5]),
        MatMulCase("a batch broadcast both ways", [2, 1, 3, 4], [3, 4, 2]),
        MatMulCase("an empty batch", [0, 3, 4], [4, 5]),
        new("MatMul, transposed operands", [new int[] { 4, 3 }, new int[] { 5, 4 }], x => x[0].T.MatMul(x[1].T), x => Product(Permuted(x[0], 1, 0), Permuted(x[1], 1, 0))),
        new("MatMul, with itself", [new int[] { 3, 3 }], x => x[0].MatMul(x[0].T), x => Product(x[0], Permuted(x[0], 1, 0))),
        new(
            "MatMul, an expanded operand",
            [new int[] { 1, 4 }, new int[] { 4, 2 }],
            x => x[0].Expand([3, 4]).MatMul(x[1]),
            x => Product(Nd.From([3, 4], at => x[0][0, at[1]]), x[1])),
        new(
            "MatMul, heads of attention where they lie",
            [new int[] { 2, 3, 8 }, new int[] { 2, 3, 8 }],
            x => Heads(x[0]).MatMul(Heads(x[1]).T),
            x => Product(Permuted(new Nd([2, 3, 2, 4], x[0].Data), 0, 2, 1, 3), Permuted(new Nd([2, 3, 2, 4], x[1].Data), 0, 2, 3, 1))),
        new("Linear, with bias", [new int[] { 5, 3 }, new int[] { 4, 3 }, new int[] { 4 }], x => Linear(x[0], x[1], x[2]), LinearOracle),
        new("Linear, without bias", [new int[] { 5, 3 }, new int[] { 4, 3 }], x => Linear(x[0], x[1]), LinearOracle),
        new("Linear, leading axes", [new int[] { 2, 3, 5 }, new int[] { 7, 5 }, new int[] { 7 }], x => Linear(x[0], x[1], x[2]), LinearOracle),
        new("Linear, one vector", [new int[] { 5 }, new int[] { 7, 5 }, new int[] { 7 }], x => Linear(x[0], x[1], x[2]), LinearOracle),
        new("Linear, an empty batch", [new int[] { 0, 5 }, new int[] { 7, 5 }, new int[] { 7 }], x => Linear(x[0], x[1], x[2]), LinearOracle),
        new("Linear, no inputs", [new int[] { 2, 0 }, new int[] { 3, 0 }, new int[] { 3 }], x => Linear(x[0], x[1], x[2]), LinearOracle),
    ];

    private static OpCase MatMulCase(string name, int[] a, int[] b) =>
        new($"MatMul, {name}", [a, b], x => x[0].MatMul(x[1]), x => Product(x[0], x[1])) { Tolerance = 4e-6 };

    private static Tensor Heads(Tensor x) => x.Reshape([2, 3, 2, 4]).Permute(0, 2, 1, 3);

    private static Nd LinearOracle(Nd[] x)
    {
        var y = Product(x[0], Permuted(x[1], 1, 0));
        return x.Length == 2 ? y : Nd.Map(y, x[2], (v, b) => v + b);
    }

    /// <summary>The sum over k, one number at a time; vectors and leading axes as NumPy's matmul has them.</summary>
    private static Nd Product(Nd a, Nd b)
    {
        if (a.Rank == 1 && b.Rank == 1)
        {
            return new Nd([], Product(new Nd([1, a.Count], a.Data), new Nd([b.Count, 1], b.Data)).Data);
        }

        if (a.Rank == 1)
        {
            var y = Product(new Nd([1, a.Count], a.Data), b);
            return new Nd([.. y.Shape[..^2], y.Shape[^1]], y.Data);
        }

        if (b.Rank == 1)
        {
            var y = Product(a, new Nd([b.Count, 1], b.Data));
            return new Nd(y.Shape[..^1], y.Data);
        }

        var rank = Math.Max(a.Rank, b.Rank);
        var shape = new int[rank];
        for (var i = 3; i <= rank; i++)
        {
            var (p, q) = (i <= a.Rank ? a.Shape[^i] : 1, i <= b.Rank ? b.Shape[^i] : 1);
            shape[^i] = p == 1 ? q : p;
        }

        (shape[^2], shape[^1]) = (a.Shape[^2], b.Shape[^1]);
        return Nd.From(shape, at =>
        {
            var sum = 0.0;
            for (var k = 0; k < a.Shape[^1]; k++)
            {
                sum += a.Broadcast([.. at[..^1], k]) * b.Broadcast([.. at[..^2], k, at[^1]]);
            }

            return sum;
        });
    }
}
