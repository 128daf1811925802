using System.Reflection;
using MiniTensor.Ops;
using Xunit;

namespace MiniTensor.Tests;

/// <summary>What every element-wise op must hold, found by reflection: a new op is tested from the moment its struct exists.</summary>
public sealed class ElementwiseContractTests
{
    public static TheoryData<string> UnaryOps => [.. Structs(typeof(IUnaryOp<>)).Select(type => type.Name)];

    public static TheoryData<string> BinaryOps => [.. Structs(typeof(IBinaryOp<>)).Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(UnaryOps))]
    public void A_unary_op_is_its_oracle_at_every_length_and_its_slope_is_right(string op) => Call(nameof(CheckUnary), op);

    [Theory]
    [MemberData(nameof(BinaryOps))]
    public void A_binary_op_is_its_oracle_at_every_length_and_its_slopes_are_right(string op) => Call(nameof(CheckBinary), op);

    private static void CheckUnary<TOp>()
        where TOp : unmanaged, IUnaryOp<TOp>
    {
        var rng = new Rng(7);
        foreach (var op in TOp.Samples.ToArray())
        {
            for (var length = 0; length <= 257; length++)
            {
                var x = Draw(rng, TOp.Domain, length);
                var input = Tensor.Of(x);
                input.RequiresGrad = true;
                var y = UnaryNode<TOp>.Apply(op, input);
                Near(x, y.ToArray(), v => op.Oracle(v), TOp.Name);
                y.Backward(y.OnesLike());
                Slope(x, input.Grad?.ToArray() ?? [], v => op.Oracle(v), TOp.Name);
            }

            // A row read with gaps goes through the scalar loop.
            var wide = Draw(rng, TOp.Domain, 64);
            var gaps = new Tensor(Tensor.Of(wide).Storage, new Layout([32], [2], 0));
            Near([.. wide.Where((_, i) => i % 2 == 0)], UnaryNode<TOp>.Apply(op, gaps).ToArray(), v => op.Oracle(v), TOp.Name);
        }
    }

    private static void CheckBinary<TOp>()
        where TOp : unmanaged, IBinaryOp<TOp>
    {
        var rng = new Rng(8);
        foreach (var op in TOp.Samples.ToArray())
        {
            for (var length = 0; length <= 257; length++)
            {
                var a = Draw(rng, TOp.DomainA with { Kinks = [] }, length);
                var b = Draw(rng, TOp.DomainB with { Kinks = [] }, length);
                for (var i = 0; i < length; i++)
                {
                    // Away from the kinks, which lie where a - b has a certain value.
                    while (TOp.DomainA.Kinks.Any(kink => Math.Abs(a[i] - b[i] - kink) < 0.02))
                    {
                        a[i] = (float)rng.Uniform(TOp.DomainA.Low, TOp.DomainA.High);
                    }
                }

                var (x, z) = (Tensor.Of(a), Tensor.Of(b));
                (x.RequiresGrad, z.RequiresGrad) = (true, true);
                var y = BinaryNode<TOp>.Apply(op, x, z);
                var numbers = y.ToArray();
                for (var i = 0; i < length; i++)
                {
                    Near(op.Oracle(a[i], b[i]), numbers[i], $"{TOp.Name}({a[i]}, {b[i]})");
                }

                if (!TOp.IsDifferentiable)
                {
                    Assert.False(y.RequiresGrad);
                    continue;
                }

                y.Backward(y.OnesLike());
                var (da, db) = (x.Grad?.ToArray() ?? [], z.Grad?.ToArray() ?? []);
                for (var i = 0; i < length; i++)
                {
                    Slope(op.Oracle(a[i] + 1e-5, b[i]), op.Oracle(a[i] - 1e-5, b[i]), da[i], $"{TOp.Name}'s slope in a at ({a[i]}, {b[i]})");
                    Slope(op.Oracle(a[i], b[i] + 1e-5), op.Oracle(a[i], b[i] - 1e-5), db[i], $"{TOp.Name}'s slope in b at ({a[i]}, {b[i]})");
                }
            }
        }
    }

    private static void Near(float[] x, float[] y, Func<double, double> oracle, string name)
    {
        for (var i = 0; i < x.Length; i++)
        {
            Near(oracle(x[i]), y[i], $"{name}({x[i]:R})");
        }
    }

    private static void Near(double expected, double actual, FormattableString what)
    {
        if (!(expected.Equals(actual) || Math.Abs(expected - actual) <= 2e-6 * Math.Max(1, Math.Abs(expected))))
        {
            Assert.Fail($"{what}: expected {expected:R}, got {actual:R}");
        }
    }

    private static void Slope(float[] x, float[] dx, Func<double, double> oracle, string name)
    {
        for (var i = 0; i < x.Length; i++)
        {
            Slope(oracle(x[i] + 1e-5), oracle(x[i] - 1e-5), dx[i], $"{name}'s slope at {x[i]:R}");
        }
    }

    private static void Slope(double up, double down, double actual, FormattableString what)
    {
        var expected = (up - down) / 2e-5;
        if (!(Math.Abs(expected - actual) <= 1e-4 * Math.Max(1, Math.Abs(expected))))
        {
            Assert.Fail($"{what}: expected {expected:R}, got {actual:R}");
        }
    }

    private static float[] Draw(Rng rng, OpDomain domain, int count)
    {
        var x = new float[count];
        for (var i = 0; i < count; i++)
        {
            do
            {
                x[i] = (float)rng.Uniform(domain.Low, domain.High);
            }
            while (domain.Kinks.Any(kink => Math.Abs(x[i] - kink) < 0.01));
        }

        return x;
    }

    private static IEnumerable<Type> Structs(Type contract) =>
        typeof(Tensor).Assembly.GetTypes().Where(type => type.IsValueType
            && type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == contract));

    private static void Call(string check, string op)
    {
        var type = typeof(Tensor).Assembly.GetTypes().Single(type => type.Name == op);
        var method = typeof(ElementwiseContractTests).GetMethod(check, BindingFlags.Static | BindingFlags.NonPublic)!;
        method.MakeGenericMethod(type).Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null);
    }
}
