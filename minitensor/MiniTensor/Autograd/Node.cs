using MiniTensor.Backends;

namespace MiniTensor.Autograd;

/// <summary>One recorded op: where its inputs came from, what its backward step needs, and that step itself.</summary>
/// <remarks>
/// An op is a subclass: a static <c>Apply</c> that checks shapes and calls the kernel, fields with just what <see cref="Backward"/> needs (as
/// <see cref="Saved"/>), and <see cref="Backward"/>, which is the mathematics. Summing over broadcast axes and adding up the gradients of a
/// tensor with several uses are done in <see cref="BackwardPass"/>, for all ops.
/// </remarks>
internal abstract class Node
{
    private static readonly Layout s_unrecorded = Layout.Contiguous(default);

    // Made by the inputs, in order; null where an input wants no gradient.
    private Node?[] _inputs = [];

    /// <summary>The op's name, as in errors.</summary>
    public abstract string Name { get; }

    /// <summary>The layout of the op's result, which its gradient has too.</summary>
    internal Layout Output { get; private set; } = s_unrecorded;

    internal ReadOnlySpan<Node?> Inputs => _inputs;

    /// <summary>A backward pass has been here, and what the op had saved is gone.</summary>
    internal bool IsConsumed { get; private set; }

    // What a backward pass keeps with the node while it runs.
    internal int Pending { get; set; }

    internal long Pass { get; set; }

    internal Tensor? Gradient { get; set; }

    internal bool OwnsGradient { get; set; }

    /// <summary>
    /// Functions that see, and may replace, the gradient of the op's result.
    /// A change makes a new array: a pass may be on its way through the old one.
    /// </summary>
    internal Func<Tensor, Tensor?>[] Hooks { get; private set; } = [];

    /// <summary>Gives each input that wants one its gradient.</summary>
    /// <param name="dy">The gradient of the op's result, in the result's shape.</param>
    /// <param name="inputs">Takes the gradients.</param>
    internal abstract void Backward(Tensor dy, InputGradients inputs);

    /// <summary>Memory for a gradient that is computed element by element from <paramref name="dy"/>: dy's own, where nobody else needs it any more.</summary>
    private protected Tensor Over(Tensor dy) => OwnsGradient ? dy : dy.EmptyLike(dy.Layout.ForResult());

    /// <summary>True when an op on these inputs is to be recorded.</summary>
    internal static bool Records(Tensor a) => GradMode.IsEnabled && a.RequiresGrad;

    internal static bool Records(Tensor a, Tensor b) => GradMode.IsEnabled && (a.RequiresGrad || b.RequiresGrad);

    internal static bool Records(Tensor a, Tensor b, Tensor? c) =>
        GradMode.IsEnabled && (a.RequiresGrad || b.RequiresGrad || c is { RequiresGrad: true });

    internal static bool Records(ReadOnlySpan<Tensor> inputs)
    {
        foreach (var input in inputs)
        {
            if (input.RequiresGrad)
            {
                return GradMode.IsEnabled;
            }
        }

        return false;
    }

    /// <summary>Makes <paramref name="y"/> the recorded result of this op on these inputs.</summary>
    internal Tensor Record(Tensor y, Tensor a) => Record(y, [a.GradientNode()]);

    internal Tensor Record(Tensor y, Tensor a, Tensor b) => Record(y, [a.GradientNode(), b.GradientNode()]);

    internal Tensor Record(Tensor y, Tensor a, Tensor b, Tensor? c) => Record(y, [a.GradientNode(), b.GradientNode(), c?.GradientNode()]);

    internal Tensor Record(Tensor y, ReadOnlySpan<Tensor> inputs)
    {
        var nodes = new Node?[inputs.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = inputs[i].GradientNode();
        }

        return Record(y, nodes);
    }

    /// <summary>Has the function called with the gradient of the op's result, until what is returned is disposed.</summary>
    internal IDisposable AddHook(Func<Tensor, Tensor?> hook)
    {
        Hooks = [.. Hooks, hook];
        return new HookRegistration(this, hook);
    }

    /// <summary>Lets go of the graph behind this node.</summary>
    internal void Consume()
    {
        IsConsumed = true;
        _inputs = [];
    }

    private protected void SetOutput(Layout output) => Output = output;

    private sealed class HookRegistration(Node node, Func<Tensor, Tensor?> hook) : IDisposable
    {
        private bool _ended;

        public void Dispose()
        {
            // Once, and the last of equal ones: a function may be registered several times.
            var last = Array.LastIndexOf(node.Hooks, hook);
            if (!_ended && last >= 0)
            {
                node.Hooks = [.. node.Hooks[..last], .. node.Hooks[(last + 1)..]];
            }

            _ended = true;
        }
    }

    /// <summary>The same, for inputs some of which may be missing.</summary>
    internal Tensor Record(Tensor y, Node?[] inputs)
    {
        _inputs = inputs;
        Output = y.Layout;
        y.SetNode(this);
        return y;
    }
}

/// <summary>A tensor that an op keeps for its backward step; reading it back checks that nobody has overwritten or freed it.</summary>
internal readonly struct Saved
{
    private readonly Tensor? _tensor;
    private readonly int _version;

    public Saved(Tensor? tensor)
    {
        // Without its own node, so that a tensor kept by the user does not hold the whole graph behind it.
        _tensor = tensor?.Node is null ? tensor : tensor.Detach();
        _version = tensor?.Storage.Version ?? 0;
    }

    public static implicit operator Saved(Tensor? tensor) => new(tensor);

    public bool IsNull => _tensor is null;

    /// <summary>The tensor as it was.</summary>
    /// <param name="op">Who asks, for the error.</param>
    /// <exception cref="InvalidOperationException">It was changed in place since.</exception>
    public Tensor Get(string op)
    {
        var tensor = _tensor ?? throw new InvalidOperationException($"{op}: nothing was saved for the backward step.");
        return tensor.Storage.Version == _version
            ? tensor
            : throw new InvalidOperationException(
                $"{op}: its backward step needs the tensor of shape {tensor.Shape} as it was in the forward step, but it was changed in place since. "
                + "Change it after Backward, or work on a Clone().");
    }
}

/// <summary>Where a node's backward step puts the gradients of its inputs.</summary>
internal readonly ref struct InputGradients(ReadOnlySpan<Node?> inputs)
{
    private readonly ReadOnlySpan<Node?> _inputs = inputs;

    /// <summary>How many inputs the op has.</summary>
    public int Count => _inputs.Length;

    /// <summary>True when input number <paramref name="input"/> wants a gradient; computing the others would be waste.</summary>
    public bool Needs(int input) => _inputs[input] is not null;

    /// <summary>Adds to the gradient of input number <paramref name="input"/>, if it wants one.</summary>
    /// <param name="input">Which input.</param>
    /// <param name="gradient">In the input's shape, or a shape that the input was broadcast to. Several inputs may be given the same tensor.</param>
    public void Give(int input, Tensor gradient)
    {
        if (_inputs[input] is { } node)
        {
            BackwardPass.Add(node, gradient);
        }
    }

    /// <summary>What an input that wants a gradient has received so far, zeros at first: in its shape, to be added to in place.</summary>
    /// <remarks>For ops that read a part of their input: many slices of one tensor add to one block, instead of each filling another with zeros.</remarks>
    /// <param name="input">Which input; it wants a gradient.</param>
    /// <param name="dy">The gradient at hand, for where its memory lies.</param>
    /// <param name="inAnyOrder">Its axes may lie in memory as the input's do; else it is contiguous.</param>
    public Tensor Accumulator(int input, Tensor dy, bool inAnyOrder = false) =>
        BackwardPass.Accumulator(_inputs[input] ?? throw new InvalidOperationException("The input wants no gradient."), dy, inAnyOrder);

    /// <summary>Gives each input its gradient, in order; null for those that want none.</summary>
    public void GiveAll(ReadOnlySpan<Tensor?> gradients)
    {
        for (var input = 0; input < gradients.Length; input++)
        {
            if (gradients[input] is { } gradient)
            {
                Give(input, gradient);
            }
        }
    }
}

/// <summary>The end of the graph at a tensor that the user made: its gradient is added to the tensor's <see cref="Tensor.Grad"/>.</summary>
internal sealed class Leaf : Node
{
    private readonly Tensor _tensor;

    public Leaf(Tensor tensor)
    {
        _tensor = tensor;
        SetOutput(tensor.Layout);
    }

    public override string Name => "Leaf";

    internal override void Backward(Tensor dy, InputGradients inputs) => _tensor.AddToGrad(dy, OwnsGradient);
}
