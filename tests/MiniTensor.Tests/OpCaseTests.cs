using MiniTensor.Backends.Cpu;
using MiniTensor.Tests.Oracle;
using Xunit;

namespace MiniTensor.Tests;

/// <summary>Every row of the catalogue: result and gradient against double precision, odd layouts of inputs and of dy, and one thread against two.</summary>
[Collection(nameof(ConvAlgorithms))] // sets the number of threads
public sealed class OpCaseTests
{
    private const ulong Seed = 20;

    /// <summary>Where a gradient's largest number is smaller, this stands in its place: of numbers that cancel to zero, float32 leaves some 1e-7.</summary>
    private const double SmallestGradient = 0.01;

    public static TheoryData<string> Names => [.. OpCases.All.Select(row => row.Name)];

    public static TheoryData<string> NamesWithGradient => [.. OpCases.All.Where(row => row.HasGradient).Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_result_is_that_of_the_oracle(string name)
    {
        var row = Row(name);
        var inputs = Sample(row);
        AssertClose(row.Oracle(inputs), row.Op([.. inputs.Select(x => x.ToTensor())]), row.Tolerance);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Inputs_of_any_strides_give_the_same(string name)
    {
        var row = Row(name);
        var inputs = Sample(row);
        AssertClose(row.Oracle(inputs), row.Op([.. inputs.Select(Strided)]), row.Tolerance);
    }

    [Theory]
    [MemberData(nameof(NamesWithGradient))]
    public void The_gradient_is_that_of_finite_differences_in_double_precision(string name)
    {
        var row = Row(name);
        var inputs = Sample(row);
        var weights = Weights(row, inputs);
        var expected = inputs.Select((_, i) => row.Inputs[i].WantsGradient ? Differences(row, inputs, i, weights) : null).ToArray();
        foreach (var layout in new Func<Nd, Tensor>[] { x => x.ToTensor(), Strided })
        {
            var gradients = Gradients(row, [.. inputs.Select(layout)], weights.ToTensor());
            for (var i = 0; i < inputs.Length; i++)
            {
                if (expected[i] is { } differences)
                {
                    AssertClose(differences, gradients[i]!, row.GradientTolerance, SmallestGradient);
                }
            }
        }
    }

    // Numbers with gaps between them and in another order; and one number for all, with strides of 0, as the gradient of a sum is.
    [Theory]
    [MemberData(nameof(NamesWithGradient))]
    public void A_gradient_of_the_result_of_any_strides_gives_the_same(string name)
    {
        var row = Row(name);
        var inputs = Sample(row);
        var weights = Weights(row, inputs);
        foreach (var dy in new[] { Strided(weights), Tensor.Scalar(0.75).Expand(weights.Shape) })
        {
            var expected = Gradients(row, [.. inputs.Select(x => x.ToTensor())], Nd.Of(dy).ToTensor());
            var gradients = Gradients(row, [.. inputs.Select(x => x.ToTensor())], dy);
            for (var i = 0; i < inputs.Length; i++)
            {
                if (expected[i] is { } one)
                {
                    AssertClose(Nd.Of(one), gradients[i]!, row.Tolerance, SmallestGradient);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void One_thread_and_two_give_the_same_bits(string name)
    {
        var row = Row(name);
        var inputs = Sample(row);
        var before = CpuThreads.Count;
        try
        {
            var results = new List<float[]>();
            foreach (var threads in new[] { 1, 2 })
            {
                CpuThreads.Count = threads;
                var tensors = inputs.Select(x => x.ToTensor()).ToArray();
                for (var i = 0; i < tensors.Length; i++)
                {
                    tensors[i].RequiresGrad = row.HasGradient && row.Inputs[i].WantsGradient;
                }

                var y = row.Op(tensors);
                if (row.HasGradient)
                {
                    y.Backward(y.OnesLike());
                }

                results.Add([.. y.ToArray(), .. tensors.SelectMany(x => x.Grad?.ToArray() ?? [])]);
            }

            Assert.Equal(results[0], results[1]);
        }
        finally
        {
            CpuThreads.Count = before;
        }
    }

    private static OpCase Row(string name) => OpCases.All.Single(row => row.Name == name);

    private static Nd[] Sample(OpCase row)
    {
        var rng = new Rng(Seed);
        return [.. row.Inputs.Select(input => input.Sample(rng))];
    }

    private static Nd Weights(OpCase row, Nd[] inputs)
    {
        var rng = new Rng(Seed, 1);
        return Nd.From(row.Oracle(inputs).Shape, _ => (float)rng.Uniform(-1, 1));
    }

    /// <summary>What Backward gives each input that wants a gradient.</summary>
    private static Tensor?[] Gradients(OpCase row, Tensor[] inputs, Tensor dy)
    {
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i].RequiresGrad = row.Inputs[i].WantsGradient;
        }

        row.Op(inputs).Backward(dy);
        return [.. inputs.Select(x => x.RequiresGrad ? x.Grad ?? x.ZerosLike() : null)];
    }

    /// <summary>The same numbers with gaps between them, the axes in reverse order in memory, and not at the start of the block.</summary>
    internal static Tensor Strided(Nd x)
    {
        var strides = new int[x.Rank];
        var stride = 2;
        for (var axis = 0; axis < x.Rank; axis++)
        {
            strides[axis] = stride;
            stride *= Math.Max(1, x.Shape[axis]);
        }

        var layout = new Layout(x.Shape, strides, 3);
        var memory = Tensor.Full([stride + 3], double.NaN);
        var view = new Tensor(memory.Storage, layout);
        view.CopyFrom([.. x.Data.Select(v => (float)v)]);
        return view;
    }

    // Of sum(weights * op(inputs)) in one input.
    private static Nd Differences(OpCase row, Nd[] inputs, int input, Nd weights)
    {
        const double Step = 1e-5;
        double Value(Nd x) => row.Oracle([.. inputs.Select((other, i) => i == input ? x : other)]).Data.Zip(weights.Data, (y, w) => y * w).Sum();

        var slopes = new Nd(inputs[input].Shape);
        for (var i = 0; i < slopes.Count; i++)
        {
            var (up, down) = (inputs[input].Copy(), inputs[input].Copy());
            up.Data[i] += Step;
            down.Data[i] -= Step;
            slopes.Data[i] = (Value(up) - Value(down)) / (2 * Step);
        }

        return slopes;
    }

    private static void AssertClose(Nd expected, Tensor actual, double tolerance, double smallest = 1)
    {
        Assert.Equal(expected.Shape, actual.Shape.ToArray());
        var numbers = actual.ToArray();
        var scale = Math.Max(smallest, expected.Data.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max());
        for (var i = 0; i < numbers.Length; i++)
        {
            var (e, a) = (expected.Data[i], (double)numbers[i]);
            Assert.True(e.Equals(a) || Math.Abs(e - a) <= tolerance * scale, $"element {i} of {expected.Count}: expected {e}, got {a}");
        }
    }
}
