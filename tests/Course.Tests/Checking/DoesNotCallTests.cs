using CourseKit.Grading;
using Micrograd;
using Xunit;

namespace CourseKit.Tests.Course.Checking;

/// <summary>Answers that call what they are asked to write, and answers that do not.</summary>
public sealed class DoesNotCallTests
{
    [Theory]
    [InlineData(typeof(Plain), "Plain uses Value.Backward, the library's finished version. Write yours.")]
    [InlineData(typeof(InLambda), "InLambda uses Value.Backward, the library's finished version. Write yours.")]
    [InlineData(typeof(InIterator), "InIterator uses Value.Backward, the library's finished version. Write yours.")]
    [InlineData(typeof(AsDelegate), "AsDelegate uses Value.Backward, the library's finished version. Write yours.")]
    [InlineData(typeof(BehindSwitch), "BehindSwitch uses Value.Backward, the library's finished version. Write yours.")]
    public void A_call_is_found_wherever_it_stands(Type answer, string says)
    {
        var e = Assert.Throws<GradeException>(() => Expect.DoesNotCall(answer, typeof(Value), nameof(Value.Backward)));
        Assert.Equal(says, e.Message);
    }

    [Fact]
    public void Operators_and_constructors_are_called_as_they_are_written()
    {
        var sum = Assert.Throws<GradeException>(() => Expect.DoesNotCall(typeof(Operators), typeof(Value), "op_Addition"));
        Assert.StartsWith("Operators uses the + of Value,", sum.Message, StringComparison.Ordinal);
        var sgd = Assert.Throws<GradeException>(() => Expect.DoesNotCall(typeof(Operators), typeof(Sgd)));
        Assert.StartsWith("Operators uses new Sgd,", sgd.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_named_may_be_called()
    {
        Expect.DoesNotCall(typeof(Operators), typeof(Value), nameof(Value.Backward));
        Expect.DoesNotCall(typeof(Generic), typeof(Value), nameof(Value.Backward));
        Expect.DoesNotCall(typeof(Plain), typeof(TopologicalOrder));
    }

    private static class Plain
    {
        public static void Run(Value output) => output.Backward();
    }

    private static class InLambda
    {
        public static void Run(IReadOnlyList<Value> order) => order.ToList().ForEach(node => node.Backward());
    }

    private static class InIterator
    {
        public static IEnumerable<Value> Run(Value output)
        {
            output.Backward();
            yield return output;
        }
    }

    private static class AsDelegate
    {
        public static Action Run(Value output) => output.Backward;
    }

    private static class BehindSwitch
    {
        public static string Run(Value output)
        {
            var name = output.InputCount switch { 0 => "none", 1 => "one", 2 => "two", 3 => "three", 4 => "four", _ => "many" };
            output.Backward();
            return name;
        }
    }

    private static class Operators
    {
        public static Sgd Run(Value a, Value b) => new Sgd([a + b], 0.1);
    }

    private static class Generic
    {
        public static T Last<T>(IReadOnlyList<T> items, Func<T, bool> accept)
        {
            T[] Kept() => [.. items.Where(accept)];
            return Kept()[^1];
        }

        public sealed class Box<T>(T item)
        {
            public List<T> Items { get; } = [item];
        }
    }
}
