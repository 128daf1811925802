using static MiniTensor.Functional;

namespace MiniTensor.Tests.Errors;

internal static partial class ErrorCases
{
    private static IEnumerable<ErrorCase> Elementwise =>
    [
        Row(() => Z(2, 3) + Z(4), "Add: needs shapes that broadcast; got (2, 3) and (4), which differ in axis -1 (3 and 4)"),
        Row(() => Z(2, 3) - Z(3, 3), "Subtract: needs shapes that broadcast; got (2, 3) and (3, 3), which differ in axis -2 (2 and 3)"),
        Row(() => Z(2, 3) * Z(2), "Multiply: needs shapes that broadcast; got (2, 3) and (2), which differ in axis -1 (3 and 2)"),
        Row(() => Z(2, 1, 3) / Z(4, 2), "Divide: needs shapes that broadcast; got (2, 1, 3) and (4, 2), which differ in axis -1 (3 and 2)"),
        Row(() => Z(2).Pow(Z(3)), "Pow: needs shapes that broadcast; got (2) and (3), which differ in axis -1 (2 and 3)"),
        Row(() => Z(2).Maximum(Z(3)), "Maximum: needs shapes that broadcast; got (2) and (3), which differ in axis -1 (2 and 3)"),
        Row(() => Z(2).Minimum(Z(3)), "Minimum: needs shapes that broadcast; got (2) and (3), which differ in axis -1 (2 and 3)"),
        Row(() => Z(2).Less(Z(3)), "Less: needs shapes that broadcast; got (2) and (3), which differ in axis -1 (2 and 3)"),
        Row(() => Z(2).LessOrEqual(Z(3)), "LessOrEqual: needs shapes that broadcast; got (2) and (3), which differ in axis -1 (2 and 3)"),
        Row(() => Z(2).Greater(Z(3)), "Greater: needs shapes that broadcast; got (2) and (3), which differ in axis -1 (2 and 3)"),
        Row(
            () => Z(2).GreaterOrEqual(Z(3)),
            "GreaterOrEqual: needs shapes that broadcast; got (2) and (3), which differ in axis -1 (2 and 3)"),
        Row(() => Z(2).EqualTo(Z(3)), "EqualTo: needs shapes that broadcast; got (2) and (3), which differ in axis -1 (2 and 3)"),
        Row(() => Z(2).NotEqualTo(Z(3)), "NotEqualTo: needs shapes that broadcast; got (2) and (3), which differ in axis -1 (2 and 3)"),
        Row(() => Where(Z(2), Z(3), Z(3)), "Where: needs shapes that broadcast; got (3) and (2), which differ in axis -1 (3 and 2)"),
        Row(() => Where(Z(3), Z(2), Z(3)), "Where: needs shapes that broadcast; got (2) and (3), which differ in axis -1 (2 and 3)"),
        Row(() => Z(2).MaskedFill(Z(3), 0), "MaskedFill: needs a mask that broadcasts to (2); got (3)"),
        Row(() => Z(2).Clamp(1, 0), "Clamp: needs a smallest number that is not above the largest; got 1 and 0"),
        Row(() => Z(2).Dropout(1.5, new Rng(1)), "Dropout: needs a probability from 0 to 1; got 1.5"),
        Row(() => Z(2).Dropout(-0.1, new Rng(1)), "Dropout: needs a probability from 0 to 1; got -0.1"),
        Row(() => Z(2, 3).MaskedFill(Z(2, 2, 3), 0), "MaskedFill: needs a mask that broadcasts to (2, 3); got (2, 2, 3)"),
    ];

    private static IEnumerable<ErrorCase> Reductions =>
    [
        Row(() => Z(2, 3).Sum([2]), "Sum: needs an axis from -2 to 1; got 2 for shape (2, 3)"),
        Row(() => Z(2, 3).Sum([0, -2]), "Sum: needs each axis once; got axis -2 twice for shape (2, 3)"),
        Row(() => Z(2, 3).Mean([-3]), "Mean: needs an axis from -2 to 1; got -3 for shape (2, 3)"),
        Row(() => Z(2, 3).Max([1, 1]), "Max: needs each axis once; got axis 1 twice for shape (2, 3)"),
        Row(() => Z(0, 3).Max([0]), "Max: needs at least one element along its axes; got shape (0, 3)"),
        Row(() => Z(0).Max(), "Max: needs at least one element along its axes; got shape (0)"),
        Row(() => Z(0, 3).Min([0]), "Min: needs at least one element along its axes; got shape (0, 3)"),
        Row(() => Z(2, 3).Min([5]), "Min: needs an axis from -2 to 1; got 5 for shape (2, 3)"),
        Row(() => Z(2, 3).Var([2]), "Var: needs an axis from -2 to 1; got 2 for shape (2, 3)"),
        Row(() => Z(2, 3).Std([2]), "Std: needs an axis from -2 to 1; got 2 for shape (2, 3)"),
        Row(() => Z(2, 3).LogSumExp([2]), "LogSumExp: needs an axis from -2 to 1; got 2 for shape (2, 3)"),
        Row(() => Z(2, 3).Norm(2, [2]), "Norm: needs an axis from -2 to 1; got 2 for shape (2, 3)"),
        Row(() => Z(2, 3).Norm(-1), "Norm: needs p above 0; got -1"),
        Row(() => Z(2, 3).Norm(0), "Norm: needs p above 0; got 0"),
        Row(() => Z(2, 3).CumSum(2), "CumSum: needs an axis from -2 to 1; got 2 for shape (2, 3)"),
        Row(() => Z().CumSum(0), "CumSum: needs a tensor with axes; got axis 0 for shape ()"),
        Row(() => Z(2, 3).ArgMax(2), "ArgMax: needs an axis from -2 to 1; got 2 for shape (2, 3)"),
        Row(() => Z(2, 3).ArgMin(-3), "ArgMin: needs an axis from -2 to 1; got -3 for shape (2, 3)"),
        Row(() => Z(0, 3).ArgMax(0), "ArgMax: needs at least one element along axis 0; got shape (0, 3)"),
        Row(() => Z(0).ArgMax(), "ArgMax: needs at least one element along axis 0; got shape (0)"),
    ];
}
