using System.Reflection;
using Xunit;

namespace MiniTensor.Tests.Errors;

/// <summary>A null where the signature has none is an ArgumentNullException with the parameter's name, not something deep inside.</summary>
public sealed class NullArgumentTests
{
    private static readonly NullabilityInfoContext s_nullability = new();

    public static TheoryData<string, string> Parameters
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var method in Methods())
            {
                foreach (var parameter in method.GetParameters().Where(NeedsValue))
                {
                    data.Add(Signature(method), parameter.Name!);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Null_is_named(string signature, string parameter)
    {
        var method = Methods().Single(method => Signature(method) == signature);
        var arguments = method.GetParameters().Select(other => other.Name == parameter ? null : Sample(other)).ToArray();
        var target = method.IsStatic ? null : Tensor.Ones([1]);
        var error = Assert.Throws<ArgumentNullException>(() => method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null));
        Assert.Equal(parameter, error.ParamName);
    }

    [Fact]
    public void Null_among_several_tensors_is_named()
    {
        var x = Tensor.Ones([1]);
        Assert.Equal("tensors", Assert.Throws<ArgumentNullException>(() => Functional.Concat([x, null!])).ParamName);
        Assert.Equal("tensors", Assert.Throws<ArgumentNullException>(() => Functional.Stack([null!, x])).ParamName);
        Assert.Equal("tensors", Assert.Throws<ArgumentNullException>(() => Functional.Einsum("i,i", x, null!)).ParamName);
        Assert.Equal("equation", Assert.Throws<ArgumentNullException>(() => Functional.Einsum(null!, x, x)).ParamName);
        Assert.Equal("logits", Assert.Throws<ArgumentNullException>(() => Functional.CrossEntropy(null!, [0])).ParamName);
        Assert.Equal("weight", Assert.Throws<ArgumentNullException>(() => Functional.Embedding(null!, [0], [1])).ParamName);
        Assert.Equal("source", Assert.Throws<ArgumentNullException>(() => x.ScatterAdd(0, [0], null!)).ParamName);
    }

    /// <summary>Every public one that reflection can call: it has no spans to hand over.</summary>
    private static IEnumerable<MethodInfo> Methods() =>
        typeof(Tensor).GetMethods().Concat(typeof(Functional).GetMethods()).Where(method =>
            method.DeclaringType != typeof(object) && !method.IsGenericMethod && !method.GetParameters().Any(parameter => parameter.ParameterType.IsByRefLike));

    private static bool NeedsValue(ParameterInfo parameter) =>
        !parameter.ParameterType.IsValueType && s_nullability.Create(parameter).WriteState == NullabilityState.NotNull;

    private static string Signature(MethodInfo method) => method.ToString()!;

    private static object? Sample(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        return parameter.HasDefaultValue ? parameter.DefaultValue
            : type == typeof(Tensor) ? Tensor.Ones([1])
            : type == typeof(Shape) ? new Shape([1])
            : type == typeof(Rng) ? new Rng(1)
            : type == typeof(string) ? "i"
            : type.IsValueType ? Activator.CreateInstance(type)
            : type.IsArray ? Array.CreateInstance(type.GetElementType()!, new int[type.GetArrayRank()])
            : throw new NotSupportedException($"{parameter}: what would be a sample of {type}?");
    }
}
