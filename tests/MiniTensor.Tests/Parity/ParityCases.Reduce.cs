using MiniTensor.Tests.Oracle;

namespace MiniTensor.Tests.Parity;

internal static partial class ParityCases
{
    private delegate Tensor Reduction(Tensor x, int[] axes, bool keepDim);

    private static readonly (string Name, Reduction Ours, Func<string, string> Python)[] s_reductions =
    [
        ("sum", (x, axes, keep) => x.Sum(axes, keep), dim => $"x[0].sum({dim})"),
        ("mean", (x, axes, keep) => x.Mean(axes, keep), dim => $"x[0].mean({dim})"),
        ("max", (x, axes, keep) => x.Max(axes, keep), dim => $"x[0].amax({dim})"),
        ("min", (x, axes, keep) => x.Min(axes, keep), dim => $"x[0].amin({dim})"),
        ("variance", (x, axes, keep) => x.Var(axes, 1, keep), dim => $"torch.var(x[0], correction=1, {dim})"),
        ("biased variance", (x, axes, keep) => x.Var(axes, 0, keep), dim => $"torch.var(x[0], correction=0, {dim})"),
        ("deviation", (x, axes, keep) => x.Std(axes, 1, keep), dim => $"torch.std(x[0], correction=1, {dim})"),
        ("log of the sum of exp", (x, axes, keep) => x.LogSumExp(axes, keep), dim => $"x[0].logsumexp({dim})"),
        ("norm", (x, axes, keep) => x.Norm(2, axes, keep), dim => $"torch.linalg.vector_norm(x[0], 2, {dim})"),
        ("norm of order 1", (x, axes, keep) => x.Norm(1, axes, keep), dim => $"torch.linalg.vector_norm(x[0], 1, {dim})"),
        ("norm of order 3", (x, axes, keep) => x.Norm(3, axes, keep), dim => $"torch.linalg.vector_norm(x[0], 3, {dim})"),
    ];

    private static IEnumerable<ParityCase> Reductions => s_reductions.SelectMany(op =>
    {
        ParityCase Case(string what, Input input, bool keepDim, params int[] axes) => new(
            $"{op.Name}, {what}",
            op.Python($"dim=({string.Concat((axes.Length > 0 ? axes : [.. Enumerable.Range(0, input.Shape.Length)]).Select(axis => $"{axis},"))}), keepdim={keepDim}"),
            x => op.Ours(x[0], axes, keepDim),
            input);
        return new[]
        {
            Case("everything", Distinct(3, 5, 7), false),
            Case("the first axis", Distinct(9, 33), false, 0),
            Case("the last axis kept", Distinct(5, 67), true, -1),
            Case("two outer axes", Distinct(3, 4, 5), false, 0, 2),
            Case("no rows left", Distinct(0, 3), false, 1),
        };
    });

    private static IEnumerable<ParityCase> MoreReductions =>
    [
        new("sum, of nothing", "x[0].sum(0)", x => x[0].Sum([0]), Of(0, 3)),
        new("mean, of nothing", "x[0].mean(0)", x => x[0].Mean([0]), Of(0, 3)),
        new("sum, an axis of size 1", "x[0].sum((1, 3))", x => x[0].Sum([1, 3]), Of(2, 1, 3, 1)),
        new("variance, of one number", "torch.var(x[0], dim=1, correction=1)", x => x[0].Var([1]), Of(3, 1)),
        new("max, NaN wins", "x[0].amax(0)", x => x[0].Max([0]), Fixed(Each([1, double.NaN, 3]))) { Special = true },
        new("min, NaN wins", "x[0].amin(0)", x => x[0].Min([0]), Fixed(Each([1, double.NaN, 3]))) { Special = true },
        new("sum, of infinities", "x[0].sum()", x => x[0].Sum(), Fixed(Each([1, double.PositiveInfinity, double.NegativeInfinity]))) { Special = true },
        new("log of the sum of exp, of large numbers", "x[0].logsumexp(0)", x => x[0].LogSumExp([0]), Each([1000, 1001, 999])) { Special = true },
        new("log of the sum of exp, of -infinity alone", "x[0].logsumexp(0)", x => x[0].LogSumExp([0]), Fixed(Each([double.NegativeInfinity, double.NegativeInfinity]))) { Special = true },
        new("norm, of infinite order", "torch.linalg.vector_norm(x[0], inf, dim=1)", x => x[0].Norm(double.PositiveInfinity, [1]), Distinct(3, 5)),
        new("norm, of zeros", "torch.linalg.vector_norm(x[0], 2)", x => x[0].Norm(), Each([0, 0, 0])),
        new("cumulative sum, the first axis", "x[0].cumsum(0)", x => x[0].CumSum(0), Of(5, 3)),
        new("cumulative sum, the last axis", "x[0].cumsum(-1)", x => x[0].CumSum(-1), Of(2, 3, 37)),
        new("cumulative sum, of nothing", "x[0].cumsum(0)", x => x[0].CumSum(0), Of(0, 3)),
        new("argmax, the middle axis", "x[0].argmax(1).float()", x => Whole(x[0].ArgMax(1), [3, 5]), Fixed(Distinct(3, 4, 5))),
        new("argmin, the last axis", "x[0].argmin(-1).float()", x => Whole(x[0].ArgMin(-1), [3, 4]), Fixed(Distinct(3, 4, 5))),
        new("argmax, the first of equals", "x[0].argmax(0).float()", x => Whole(x[0].ArgMax(0), []), Fixed(Each([1, 7, 7, 2]))),
        new("argmax, NaN wins", "x[0].argmax(0).float()", x => Whole(x[0].ArgMax(0), []), Fixed(Each([1, double.NaN, 7, double.NaN]))),
        new("sum, a long row", "x[0].sum()", x => x[0].Sum(), Of(100_003)),
        new("mean, many rows", "x[0].mean(0)", x => x[0].Mean([0]), Of(70_000, 3)),
    ];

    private static Tensor Whole(int[] numbers, Shape shape) => Tensor.Of([.. numbers.Select(number => (float)number)], shape);
}
