using MiniTensor.Backends.Cpu;
using MiniTensor.Optim;
using Xunit;

namespace MiniTensor.Tests.Optim;

/// <summary>What every optimizer keeps to, asked of each row of the catalogue.</summary>
[Collection(nameof(ConvAlgorithms))] // sets the number of threads
public sealed class OptimizerContractTests
{
    private const double Tolerance = 2e-5;

    public static TheoryData<string> Names => [.. OptimizerRow.All.Select(row => row.Name)];

    [Fact]
    public void Every_optimizer_has_a_row()
    {
        var classes = typeof(Optimizer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Optimizer)) && !type.IsAbstract);
        var inRows = OptimizerRow.All.Select(row => row.Make([Parameter(3, 4)]).GetType()).ToHashSet();
        Assert.All(classes, type => Assert.True(inRows.Contains(type), $"{type.Name} has no row in OptimizerRow.All"));
        Assert.Equal(OptimizerRow.All.Count, OptimizerRow.All.Select(row => row.Name).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Ten_steps_are_those_of_the_naive_double_program(string name)
    {
        var row = OptimizerRow.Named(name);
        int[][] shapes = [[7, 5], [3, 2, 3, 3], [9, 70], [1, 1]];
        var parameters = shapes.Select(shape => Parameter(shape)).ToList();
        var naive = parameters.Select(p => (P: Doubles(p), Kept: new[] { new double[p.Count], new double[p.Count] })).ToList();
        var optimizer = row.Make(parameters);
        var rng = new Rng(8);
        for (var step = 1; step <= 10; step++)
        {
            for (var i = 0; i < parameters.Count; i++)
            {
                var gradient = Tensor.Normal(rng, parameters[i].Shape);
                SetGradient(parameters[i], gradient);
                row.Oracle(naive[i].P, Doubles(gradient), naive[i].Kept, parameters[i].Shape[0], step);
            }

            optimizer.Step();
        }

        for (var i = 0; i < parameters.Count; i++)
        {
            AssertClose(naive[i].P, parameters[i]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Restored_into_another_optimizer_it_goes_on_with_the_same_bits(string name)
    {
        var row = OptimizerRow.Named(name);
        var (whole, first) = (Parameters(), Parameters());
        var (straight, interrupted) = (row.Make(whole), row.Make(first));
        var rng = new Rng(3);
        var gradients = Enumerable.Range(0, 10).Select(_ => whole.Select(p => Tensor.Normal(rng, p.Shape)).ToList()).ToList();
        foreach (var step in gradients)
        {
            Step(straight, whole, step);
        }

        gradients[..4].ForEach(step => Step(interrupted, first, step));
        var second = first.Select(p => Leaf(p.Detach().Clone())).ToList();
        var resumed = row.Make(second);
        resumed.LearningRate = 123; // the saved one comes back
        Copy(interrupted.StateTensors, resumed.StateTensors);
        resumed.RestoreTexts(interrupted.StateTexts.ToDictionary(text => text.Name, text => text.Value));
        gradients[4..].ForEach(step => Step(resumed, second, step));
        for (var i = 0; i < whole.Count; i++)
        {
            Assert.Equal(Bits(whole[i]), Bits(second[i]));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void One_thread_and_several_give_the_same_bits(string name)
    {
        var row = OptimizerRow.Named(name);
        var before = CpuThreads.Count;
        try
        {
            var runs = new[] { 1, 2, 3 }.Select(threads =>
            {
                CpuThreads.Count = threads;
                var parameters = new List<Tensor> { Parameter(90, 501), Parameter(3, 7), Parameter(33, 1024) };
                var optimizer = row.Make(parameters);
                var rng = new Rng(4);
                for (var step = 0; step < 3; step++)
                {
                    Step(optimizer, parameters, parameters.Select(p => Tensor.Uniform(rng, p.Shape, -1, 1)).ToList());
                }

                return parameters.SelectMany(Bits).ToArray();
            }).ToList();
            Assert.All(runs, run => Assert.True(run.AsSpan().SequenceEqual(runs[0]), "another number of threads gave other bits"));
        }
        finally
        {
            CpuThreads.Count = before;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_parameter_without_gradient_stays_and_its_first_step_is_a_first_step(string name)
    {
        var row = OptimizerRow.Named(name);
        var (late, other) = (Parameter(4, 6), Parameter(5, 3));
        var start = Bits(late);
        var optimizer = row.Make([other, late]);
        for (var step = 0; step < 3; step++)
        {
            SetGradient(other, Tensor.Ones(other.Shape));
            optimizer.Step();
        }

        Assert.Equal(start, Bits(late));
        var gradient = Tensor.Normal(new Rng(9), late.Shape);
        var expected = Doubles(late);
        row.Oracle(expected, Doubles(gradient), [new double[late.Count], new double[late.Count]], 4, 1);
        SetGradient(late, gradient);
        optimizer.Step();
        AssertClose(expected, late);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Images_with_channels_last_move_as_others_do(string name)
    {
        var row = OptimizerRow.Named(name);
        var usual = Parameter(6, 3, 2, 2);
        var last = Leaf(ChannelsLast(usual.Detach()));
        var (a, b) = (row.Make([usual]), row.Make([last]));
        var rng = new Rng(2);
        for (var step = 0; step < 3; step++)
        {
            var gradient = Tensor.Normal(rng, usual.Shape);
            SetGradient(usual, step == 1 ? ChannelsLast(gradient) : gradient); // a gradient may lie in another order than its parameter
            SetGradient(last, step == 2 ? gradient : ChannelsLast(gradient));
            a.Step();
            b.Step();
        }

        AssertClose(Doubles(usual), last);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_step_allocates_nothing(string name)
    {
        var parameters = Parameters();
        var optimizer = OptimizerRow.Named(name).Make(parameters);
        parameters.ForEach(p => SetGradient(p, Tensor.Ones(p.Shape)));
        optimizer.Step();
        optimizer.Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        optimizer.Step();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_may_be_made_in_a_scope_and_used_after_it(string name)
    {
        var parameter = Parameter(4, 5);
        Optimizer optimizer;
        using (new TensorScope())
        {
            optimizer = OptimizerRow.Named(name).Make([parameter]);
        }

        var start = Bits(parameter);
        SetGradient(parameter, Tensor.Ones(parameter.Shape));
        optimizer.Step();
        Assert.NotEqual(start, Bits(parameter));
        optimizer.ZeroGrad();
        Assert.Null(parameter.Grad);
    }

    private static void Step(Optimizer optimizer, List<Tensor> parameters, List<Tensor> gradients)
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            SetGradient(parameters[i], gradients[i]);
        }

        optimizer.Step();
    }

    private static List<Tensor> Parameters() => [Parameter(6, 11), Parameter(2, 3), Parameter(20, 4, 3, 3)];

    private static Tensor Parameter(params int[] shape) => Leaf(Tensor.Uniform(new Rng(1), shape, -1, 1));

    private static Tensor Leaf(Tensor x)
    {
        x.RequiresGrad = true;
        return x;
    }

    private static void SetGradient(Tensor parameter, Tensor gradient)
    {
        parameter.ZeroGrad();
        parameter.AddToGrad(gradient, mayKeep: false);
    }

    private static Tensor ChannelsLast(Tensor x)
    {
        var y = Tensor.Empty(Layout.ChannelsLast(x.Shape));
        y.CopyFrom(x);
        return y;
    }

    private static void Copy(IEnumerable<(string Name, Tensor Tensor)> from, IEnumerable<(string Name, Tensor Tensor)> to)
    {
        foreach (var ((name, source), (other, target)) in from.Zip(to))
        {
            Assert.Equal(name, other);
            target.CopyFrom(source);
        }
    }

    private static double[] Doubles(Tensor x) => Array.ConvertAll(x.ToArray(), value => (double)value);

    private static int[] Bits(Tensor x) => Array.ConvertAll(x.ToArray(), BitConverter.SingleToInt32Bits);

    private static void AssertClose(double[] expected, Tensor actual)
    {
        var numbers = actual.ToArray();
        var scale = Math.Max(1, expected.Max(Math.Abs));
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - numbers[i]) <= Tolerance * scale, $"element {i} of {actual.Shape}: {numbers[i]:R} instead of {expected[i]:R}");
        }
    }
}
