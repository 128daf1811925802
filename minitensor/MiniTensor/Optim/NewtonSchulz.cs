namespace MiniTensor.Optim;

/// <summary>Brings all singular values of a matrix to about 1, with nothing but matrix products.</summary>
/// <remarks>
/// X = G / |G|, then a few times X = (a I + b A + c A A) X with A = X XT: a polynomial of degree five in each singular
/// value. Its coefficients
/// rise as steeply at 0 as can be, so that small values grow fast; the large ones end up between about 0.7 and 1.2.
/// Jordan 2024, "Muon".
/// </remarks>
internal sealed class NewtonSchulz
{
    private const float OfX = 3.4445f;
    private const float OfCube = -4.7750f;
    private const float OfFifth = 2.0315f;
    private const double Epsilon = 1e-7;

    private readonly int _iterations;
    private readonly Dictionary<Tensor, Work> _work = new(ReferenceEqualityComparer.Instance);

    /// <summary>Makes room for matrices of these parameters; all of them share the memory.</summary>
    public NewtonSchulz(IReadOnlyList<Tensor> parameters, int iterations)
    {
        _iterations = iterations;
        foreach (var parameter in parameters)
        {
            ShapeException.Require(
                parameter.Rank >= 2 && parameter.Count > 0 && HasMatrix(parameter.Layout),
                "Muon",
                $"needs weights of two axes or more, as (O, I) or (O, C, R, S), whose first axis is the outermost or innermost in memory; "
                + $"got {parameter.Shape}. Give it to another optimizer, e.g. AdamW");
        }

        var longest = parameters.Max(parameter => parameter.Count);
        var widest = parameters.Max(parameter => ShortSide(parameter.Layout));
        var (x, y) = (Lasting(parameters[0], longest), Lasting(parameters[0], longest));
        var (squares, fourths) = (Lasting(parameters[0], widest * widest), Lasting(parameters[0], widest * widest));
        foreach (var parameter in parameters)
        {
            var side = ShortSide(parameter.Layout);
            var square = Layout.Contiguous([side, side]);
            _work.Add(parameter, new Work(
                Views(x, parameter.Layout),
                Views(y, parameter.Layout),
                new Tensor(squares.Storage, square),
                new Tensor(fourths.Storage, square),
                new Tensor(fourths.Storage, new Layout([side], [side + 1], 0))));
        }
    }

    /// <summary>Where the matrix is to be put, in the parameter's shape and order of axes.</summary>
    public Tensor Input(Tensor parameter) => _work[parameter].X.Whole;

    /// <summary>
    /// The matrix that was put there, now with singular values of about 1. It lasts until the next one is put in.
    /// </summary>
    public Tensor Run(Tensor parameter)
    {
        var (x, y, squares, fourths, diagonal) = _work[parameter];
        var backend = parameter.Backend;
        var norm = Math.Sqrt(backend.SumOfSquares([x.Whole]));
        backend.Update(new WeightedSum((float)(1 / (norm + Epsilon)), 0), [new UpdateOperands(x.Whole, x.Whole)]);
        for (var i = 0; i < _iterations; i++)
        {
            backend.MatMul(x.Matrix, x.Transposed, null, squares);
            backend.MatMul(squares, squares, null, fourths);
            backend.Update(new WeightedSum(OfFifth, OfCube), [new UpdateOperands(fourths, squares)]);
            backend.Unary(new Ops.AffineOp(1, OfX), diagonal, diagonal);
            backend.MatMul(fourths, x.Matrix, null, y.Matrix);
            (x, y) = (y, x);
        }

        return x.Whole;
    }

    private static Tensor Lasting(Tensor beside, int count)
    {
        var memory = beside.EmptyLike([count]);
        memory.Storage.Owner = null;
        return memory;
    }

    private static bool HasMatrix(Layout layout) =>
        layout.Strides[0] == 1 || layout.Strides[0] == layout.Count / layout.Sizes[0];

    private static int ShortSide(Layout layout) => Math.Min(layout.Sizes[0], layout.Count / layout.Sizes[0]);

    /// <summary>
    /// Memory as the parameter lies in it, and as a matrix with no more rows than columns, which the iteration does
    /// least work on.
    /// </summary>
    private static Matrices Views(Tensor memory, Layout layout)
    {
        var (rows, columns) = (layout.Sizes[0], layout.Count / layout.Sizes[0]);
        var (rowStride, columnStride) = layout.Strides[0] == columns ? (columns, 1) : (1, rows);
        var matrix = new Layout([rows, columns], [rowStride, columnStride], 0);
        var transposed = new Layout([columns, rows], [columnStride, rowStride], 0);
        var (wide, tall) = rows <= columns ? (matrix, transposed) : (transposed, matrix);
        var storage = memory.Storage;
        return new Matrices(new Tensor(storage, layout.ForResult()), new Tensor(storage, wide), new Tensor(storage, tall));
    }

    private sealed record Matrices(Tensor Whole, Tensor Matrix, Tensor Transposed);

    /// <summary>The matrix and its successor, A and the polynomial of it, and the latter's diagonal.</summary>
    private sealed record Work(Matrices X, Matrices Y, Tensor Squares, Tensor Fourths, Tensor Diagonal);
}
