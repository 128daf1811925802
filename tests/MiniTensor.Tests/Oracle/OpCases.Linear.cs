using static MiniTensor.Functional;

namespace MiniTensor.Tests.Oracle;

public static partial class OpCases
{
    private static IEnumerable<OpCase> MatrixProducts =>
    [
        MatMulCase("matrices", [3, 4], [4, 5]),
        MatMulCase("odd sizes", [5, 17], [17, 3]),
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

    private static IEnumerable<OpCase> Einsums =>
    [
        EinsumCase("ij,jk->ik", [3, 4], [4, 5]),
        EinsumCase("ij,jk", [3, 4], [4, 5]),
        EinsumCase("ij,kj->ik", [3, 4], [5, 4]),
        EinsumCase("ba", [3, 4]),
        EinsumCase("bij,bjk->bik", [2, 3, 4], [2, 4, 5]),
        EinsumCase("bhqd,bhkd->bhqk", [2, 2, 3, 4], [2, 2, 5, 4]),
        EinsumCase("bqhd,bkhd->bhqk", [2, 3, 2, 4], [2, 5, 2, 4]),
        EinsumCase("i,j->ij", [3], [4]),
        EinsumCase("i,j->ji", [3], [4]),
        EinsumCase("i,i->", [5], [5]),
        EinsumCase("ij,ij->ij", [2, 3], [2, 3]),
        EinsumCase("bij,bij->b", [2, 3, 4], [2, 3, 4]),
        EinsumCase("ij->ji", [2, 3]),
        EinsumCase("ijk->j", [2, 3, 4]),
        EinsumCase("ij->", [2, 3]),
        EinsumCase("ij,jk,kl->il", [2, 3], [3, 4], [4, 5]),
        EinsumCase("bi,oij,bj->bo", [3, 2], [4, 2, 5], [3, 5]),
        EinsumCase("ij , kl -> ljk", [2, 3], [2, 4]),
        EinsumCase("ij,jk->ik", [0, 4], [4, 5]),
        EinsumCase("ij,jk->ik", [2, 0], [0, 3]),
        EinsumCase("ij,jk->ik", [1, 1], [1, 1]),
    ];

    private static OpCase EinsumCase(string equation, params int[][] shapes) =>
        new(
            $"Einsum, {equation}, {string.Join(" ", shapes.Select(shape => $"({string.Join(", ", shape)})"))}",
            [.. shapes.Select(shape => (Input)shape)],
            x => Einsum(equation, x),
            x => EinsumOracle(equation, x))
        { Tolerance = 4e-6 };

    /// <summary>A loop over all values of all letters.</summary>
    private static Nd EinsumOracle(string equation, Nd[] x)
    {
        var sides = equation.Replace(" ", string.Empty, StringComparison.Ordinal).Split("->");
        var inputs = sides[0].Split(',');
        var letters = string.Concat(inputs).Distinct().Order().ToArray();
        var sizes = letters.Select(letter => inputs.Select((labels, i) => labels.Contains(letter) ? x[i].Shape[labels.IndexOf(letter)] : 0).Max()).ToArray();
        var output = sides.Length == 2 ? sides[1] : string.Concat(letters.Where(letter => string.Concat(inputs).Count(c => c == letter) == 1));
        var y = new Nd([.. output.Select(letter => sizes[Array.IndexOf(letters, letter)])]);
        foreach (var at in new Nd(sizes).Indices())
        {
            int[] Of(string labels) => [.. labels.Select(letter => at[Array.IndexOf(letters, letter)])];
            y[Of(output)] += inputs.Select((labels, i) => x[i][Of(labels)]).Aggregate((a, b) => a * b);
        }

        return y;
    }

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
