using System.Runtime.CompilerServices;
using Xunit;

namespace MiniTensor.Tests.Errors;

/// <summary>Every mistake of shape, axis, index or aliasing is a ShapeException that names the op, what it needs and what it got.</summary>
public sealed class ErrorTests
{
    public static TheoryData<string> Calls => [.. ErrorCases.All.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_mistake_is_told_in_these_words(string call)
    {
        var row = ErrorCases.All.Single(row => row.Name == call);
        Assert.Equal(row.Text, Assert.Throws<ShapeException>(() => row.Call()).Message);
    }
}

/// <summary>A call that is a mistake, and the text it must give; its name is the call as it is written.</summary>
internal sealed record ErrorCase(string Name, Func<object?> Call, string Text);

/// <summary>All mistakes, in one file for each kind of op.</summary>
internal static partial class ErrorCases
{
    public static IReadOnlyList<ErrorCase> All { get; } = [.. Core, .. Elementwise, .. Reductions, .. Movement, .. Indexing, .. Linear, .. Images, .. Norms, .. Sizes, .. Library];

    private static Tensor Leaf
    {
        get
        {
            var x = Tensor.Of([1, 2, 3, 4]);
            x.RequiresGrad = true;
            return x;
        }
    }

    private static Tensor Z(params int[] shape) => Tensor.Zeros(shape);

    private static ErrorCase Row(Func<object?> call, string text, [CallerArgumentExpression(nameof(call))] string name = "") => new(name["() => ".Length..], call, text);

    // For calls that return nothing.
    private static ErrorCase Row(Action call, string text, [CallerArgumentExpression(nameof(call))] string name = "") =>
        new(
            name["() => ".Length..],
            () =>
            {
                call();
                return null;
            },
            text);
}
