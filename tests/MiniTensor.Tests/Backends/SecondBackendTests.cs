using MiniTensor.Tests.Optim;
using MiniTensor.Tests.Oracle;
using Xunit;

namespace MiniTensor.Tests.Backends;

/// <summary>
/// Ops know nothing of devices: on another one every op, its gradient and every optimizer gives the CPU's numbers, and leaves
/// them on that device.
/// </summary>
public sealed class SecondBackendTests
{
    private readonly ManagedBackend _device = new();

    /// <summary>All ops but those that take or give whole numbers, which lie on no device.</summary>
    public static TheoryData<string> Ops => [.. Rows.Select(row => row.Name)];

    public static TheoryData<string> OpsOfSeveral => [.. Rows.Where(row => row.Inputs.Length > 1 && !row.Name.EndsWith(", a number", StringComparison.Ordinal)).Select(row => row.Name)];

    public static TheoryData<string> Optimizers => [.. OptimizerRow.All.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Ops))]
    public void An_op_and_its_gradient_stay_on_the_device_of_the_input(string name)
    {
        var row = Rows.Single(row => row.Name == name);
        var rng = new Rng(20);
        var inputs = row.Inputs.Select(input => OpCaseTests.Strided(input.Sample(rng))).ToArray();
        var expected = Run(row, inputs);
        var there = Run(row, [.. inputs.Select(x => _device.Copy(x))]);
        Assert.Equal(expected.Count, there.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.Same(_device, there[i].Backend);
            Assert.Equal(expected[i].ToArray(), there[i].ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void An_optimizer_steps_on_the_device_of_its_parameters(string name)
    {
        var expected = Steps(name, x => x.Clone());
        var there = Steps(name, _device.Copy);
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.Same(_device, there[i].Backend);
            Assert.Equal(expected[i].ToArray(), there[i].ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(OpsOfSeveral))]
    public void Tensors_of_two_devices_are_refused(string name)
    {
        var row = Rows.Single(row => row.Name == name);
        var rng = new Rng(20);
        var inputs = row.Inputs.Select(input => input.Sample(rng).ToTensor()).ToArray();
        for (var i = 0; i < inputs.Length; i++)
        {
            var mixed = inputs.Select((x, k) => k == i ? _device.Copy(x) : x).ToArray();
            var error = Assert.Throws<InvalidOperationException>(() => row.Op(mixed));
            Assert.Matches("^[A-Za-z0-9]+: one tensor lies on (cpu|managed), the other on (cpu|managed). Move both to one device first; nothing is copied silently.$", error.Message);
        }
    }

    [Fact]
    public void A_gradient_or_numbers_to_write_from_another_device_are_refused()
    {
        var (here, there) = (Tensor.Ones([3]), _device.Copy(Tensor.Ones([3])));
        here.RequiresGrad = true;
        var y = here * 2;
        Assert.Throws<InvalidOperationException>(() => y.Backward(there));
        Assert.Throws<InvalidOperationException>(() => Tensor.Ones([3]).CopyFrom(there));
        Assert.Throws<InvalidOperationException>(() => Tensor.Ones([3]).AddInPlace(there));
    }

    private static IEnumerable<OpCase> Rows =>
        OpCases.All.Where(row => !row.Name.StartsWith("ArgM", StringComparison.Ordinal) && !row.Name.StartsWith("OneHot", StringComparison.Ordinal));

    /// <summary>The result of an op, and what Backward gives its inputs.</summary>
    private static List<Tensor> Run(OpCase row, Tensor[] inputs)
    {
        var leaves = inputs.Select(x => x.Detach()).ToArray();
        for (var i = 0; i < leaves.Length; i++)
        {
            leaves[i].RequiresGrad = row.HasGradient && row.Inputs[i].WantsGradient;
        }

        var y = row.Op(leaves);
        if (row.HasGradient)
        {
            y.Backward(y.OnesLike());
        }

        return [y, .. leaves.Select(x => x.Grad).OfType<Tensor>()];
    }

    private static List<Tensor> Steps(string name, Func<Tensor, Tensor> place)
    {
        var rng = new Rng(5);
        List<Tensor> parameters = [.. new int[][] { [7, 5], [3, 2, 3, 3], [1, 1] }.Select(shape => place(Tensor.Normal(rng, shape)))];
        parameters.ForEach(p => p.RequiresGrad = true);
        var optimizer = OptimizerRow.Named(name).Make(parameters);
        for (var step = 0; step < 3; step++)
        {
            optimizer.ZeroGrad();
            foreach (var p in parameters)
            {
                (p * place(Tensor.Normal(rng, p.Shape))).Sum().Backward();
            }

            optimizer.Step();
        }

        return parameters;
    }
}
