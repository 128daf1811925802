using System.Reflection;
using MiniTensor.Autograd;
using MiniTensor.Ops;
using MiniTensor.Tests.Oracle;
using MiniTensor.Tests.Parity;
using Xunit;

namespace MiniTensor.Tests;

/// <summary>No op is forgotten: each public one has a row of <see cref="OpCases"/>, and each that is recorded runs in a row and in a parity case.</summary>
public sealed class OpCoverageTests
{
    /// <summary>What rows call the members whose own names say nothing.</summary>
    private static readonly Dictionary<string, string> s_spoken = new()
    {
        ["op_Addition"] = "Add",
        ["op_Subtraction"] = "Subtract",
        ["op_Multiply"] = "Multiply",
        ["op_Division"] = "Divide",
        ["op_UnaryNegation"] = "Negate",
        ["get_Part"] = "Index",
        ["get_T"] = "T",
    };

    /// <summary>Results without a history: a Detach() is tested with the graph that it leaves, tensors of one number everywhere in creation.</summary>
    private static readonly string[] s_noOps = ["Detach", "ZerosLike", "OnesLike", "get_Grad"];

    /// <summary>Element-wise ops that are no public op and that nobody records: adding in place; and a step of batch normalisation by past statistics.</summary>
    private static readonly Type[] s_inner = [typeof(AddScaledOp), typeof(InvStdOp)];

    /// <summary>The result of every row that has gradients, recorded.</summary>
    private static IEnumerable<Tensor> Rows => OpCases.All.Where(row => row.HasGradient).Select(row => Recorded(row.Inputs, row.Op));

    private static IEnumerable<Tensor> Parity => ParityCases.All.Select(row => Recorded(row.Inputs, row.Ours));

    [Fact]
    public void Every_public_op_has_a_row_of_its_name()
    {
        var named = OpCases.All.Select(row => row.Name.Split(' ', ',')[0]).ToHashSet();
        Assert.Empty(PublicOps().Except(named));
    }

    [Fact]
    public void Every_op_that_can_be_recorded_is_recorded_by_a_row() => Assert.Empty(RecordableOps().Except(OpsBehind(Rows)));

    [Fact]
    public void Every_op_that_can_be_recorded_is_held_against_PyTorch() => Assert.Empty(RecordableOps().Except(OpsBehind(Parity)));

    private static IEnumerable<string> PublicOps()
    {
        var methods = typeof(Tensor).GetMethods().Where(method => !method.IsStatic || method.Name.StartsWith("op_", StringComparison.Ordinal));
        return methods.Where(method => IsResultOfAnOp(method.ReturnType))
            .Concat(typeof(Functional).GetMethods(BindingFlags.Static | BindingFlags.Public))
            .Select(method => s_spoken.GetValueOrDefault(method.Name, method.Name))
            .Concat(["ArgMax", "ArgMin"]) // whose results are whole numbers
            .Except(s_noOps)
            .Distinct();
    }

    private static bool IsResultOfAnOp(Type type) =>
        type == typeof(Tensor) || type == typeof(Tensor[]) || (type.IsGenericType && type.GetGenericArguments().Contains(typeof(Tensor)));

    /// <summary>Every node; of the generic ones for element-wise ops, every op.</summary>
    private static HashSet<Type> RecordableOps()
    {
        var types = typeof(Tensor).Assembly.GetTypes().Where(type => type.Namespace == typeof(UnaryNode<>).Namespace).ToList();
        return
        [
            .. types.Where(type => type.IsSubclassOf(typeof(Node)) && !type.IsAbstract && !type.IsGenericType && type != typeof(Leaf)),
            .. types.Where(type => type.IsValueType && (Implements(type, typeof(IUnaryOp<>)) || (Implements(type, typeof(IBinaryOp<>)) && IsDifferentiable(type))))
                .Except(s_inner),
            typeof(MaxReduction), typeof(MinReduction),
        ];
    }

    private static bool Implements(Type type, Type contract) => type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == contract);

    private static bool IsDifferentiable(Type op) =>
        (bool)typeof(OpCoverageTests).GetMethod(nameof(IsDifferentiableOp), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(op).Invoke(null, null)!;

    private static bool IsDifferentiableOp<TOp>()
        where TOp : unmanaged, IBinaryOp<TOp> => TOp.IsDifferentiable;

    private static Tensor Recorded(Input[] inputs, Func<Tensor[], Tensor> op)
    {
        var rng = new Rng(1);
        var tensors = inputs.Select(input => input.Sample(rng).ToTensor()).ToArray();
        for (var i = 0; i < tensors.Length; i++)
        {
            tensors[i].RequiresGrad = inputs[i].WantsGradient;
        }

        return op(tensors);
    }

    private static HashSet<Type> OpsBehind(IEnumerable<Tensor> results)
    {
        var ops = new HashSet<Type>();
        foreach (var result in results)
        {
            var open = new Stack<Node?>([result.Node]);
            while (open.TryPop(out var node))
            {
                if (node is not null)
                {
                    ops.Add(node.GetType() is { IsGenericType: true } generic ? generic.GetGenericArguments()[0] : node.GetType());
                    foreach (var input in node.Inputs)
                    {
                        open.Push(input);
                    }
                }
            }
        }

        return ops;
    }
}
