using MiniTensor.Backends;

namespace MiniTensor.Autograd;

/// <summary>Walks the recorded graph from a result back to the leaves, each node once and after all its users.</summary>
/// <remarks>
/// No recursion, so that a chain of 100,000 ops is no deeper than one. A gradient's memory goes back to the pool as soon as the node it
/// belongs to is done; the most that is held at a time is the width of the graph, not its length.
/// </remarks>
internal sealed class BackwardPass
{
    private static long s_passes;

    [ThreadStatic]
    private static BackwardPass? s_spare;

    private readonly List<Node> _stack = [];
    private readonly List<Node> _reached = [];
    private long _number;
    private TensorScope? _scope;

    /// <summary>Runs backward from the node whose gradient is given.</summary>
    public static void Run(Node root, Tensor gradient, bool retainGraph)
    {
        var pass = s_spare ?? new BackwardPass();
        s_spare = null;
        try
        {
            pass.Walk(root, gradient, retainGraph);
        }
        finally
        {
            pass.Forget();
            s_spare = pass;
        }
    }

    /// <summary>Adds a gradient to what the node has received so far.</summary>
    internal static void Add(Node node, Tensor gradient)
    {
        gradient = SumToShape(gradient, node);
        if (node.Gradient is not { } first)
        {
            Hold(node, gradient);
            return;
        }

        // The first gradient may be shared with another node, so it is only added to in place where this node alone holds it.
        if (node.OwnsGradient)
        {
            first.AddInPlaceUnchecked(gradient);
            return;
        }

        var sum = first + gradient;
        Release(node);
        Hold(node, sum);
        node.OwnsGradient = true;
    }

    /// <summary>What the node has received so far, zeros at first, in memory that this pass may write to.</summary>
    internal static Tensor Accumulator(Node node, Tensor like, bool inAnyOrder)
    {
        if (node.Gradient is { } owned && node.OwnsGradient && (inAnyOrder || owned.IsContiguous))
        {
            return owned;
        }

        var whole = like.EmptyLike(
            inAnyOrder ? Views.InOrderOf(node.Gradient?.Layout ?? node.Output, node.Output.Shape) : Layout.Contiguous(node.Output.Shape));
        if (node.Gradient is { } first)
        {
            whole.Backend.Copy(first, whole);
        }
        else
        {
            whole.FillUnchecked(0);
        }

        Release(node);
        Hold(node, whole);
        node.OwnsGradient = true;
        return whole;
    }

    private void Walk(Node root, Tensor gradient, bool retainGraph)
    {
        using var mode = GradMode.NoGrad();
        using var scope = new TensorScope();
        _number = Interlocked.Increment(ref s_passes);
        _scope = scope;
        try
        {
            CountUses(root);
            Add(root, gradient);
            _stack.Add(root);
            Drain(scope, retainGraph);
        }
        finally
        {
            // While the scope still holds their memory: a hook or a kernel may have thrown in the middle.
            foreach (var node in _reached)
            {
                Release(node);
                node.Pending = 0;
            }
        }
    }

    private void Drain(TensorScope scope, bool retainGraph)
    {
        while (_stack.Count > 0)
        {
            var node = Pop();
            if (node.Gradient is { } dy)
            {
                Step(node, RunHooks(node, dy));
                Release(node);
                scope.ReturnUnheld();
            }

            foreach (var input in node.Inputs)
            {
                if (input is null)
                {
                    continue;
                }

                // Not before: within the step the node may have given the same tensor to another input.
                input.OwnsGradient = input.Gradient is { IsFreed: false } gradient && IsHeldOnce(gradient);
                if (--input.Pending == 0)
                {
                    _stack.Add(input);
                }
            }

            if (!retainGraph && node is not Leaf)
            {
                node.Consume();
            }
        }
    }

    private void Step(Node node, Tensor dy)
    {
        node.OwnsGradient = IsHeldOnce(dy);
        node.Backward(dy, new InputGradients(node.Inputs));
    }

    /// <summary>True where this pass made the gradient, one node holds it, no hook has seen it, and no two of its elements share memory.</summary>
    private bool IsHeldOnce(Tensor gradient) =>
        gradient.Storage.Owner == _scope && gradient.Storage is { Holds: 1, IsShown: false } && gradient.Layout.IsDense;

    private static Tensor RunHooks(Node node, Tensor dy)
    {
        foreach (var hook in node.Hooks)
        {
            dy.Storage.IsShown = true;
            if (hook(dy) is not { } replaced || ReferenceEquals(replaced, dy))
            {
                continue;
            }

            ShapeException.Require(replaced.Shape == dy.Shape, "Hook", $"needs a gradient of shape {dy.Shape}; got {replaced.Shape}");
            Release(node);
            Hold(node, replaced);
            dy = replaced;
            dy.Storage.IsShown = true;
        }

        return dy;
    }

    // Every edge into a node is one gradient to wait for.
    private void CountUses(Node root)
    {
        Reach(root);
        _stack.Add(root);
        while (_stack.Count > 0)
        {
            var node = Pop();
            if (node.IsConsumed)
            {
                throw new InvalidOperationException(
                    $"Backward has already been through this graph (at {node.Name}), and what its ops had saved is gone. "
                    + "Compute the result anew before each Backward, or call Backward(retainGraph: true) the first time.");
            }

            foreach (var input in node.Inputs)
            {
                if (input is null)
                {
                    continue;
                }

                if (input.Pass != _number)
                {
                    Reach(input);
                    _stack.Add(input);
                }

                input.Pending++;
            }
        }
    }

    private void Reach(Node node)
    {
        if (node.Pending > 0 || node.Gradient is not null)
        {
            throw new InvalidOperationException(
                $"Backward cannot go through this graph (at {node.Name}) now: another backward pass is in it, on this thread (in a hook) "
                + "or on another one. Begin one pass after the other, or compute the shared part twice.");
        }

        node.Pass = _number;
        node.OwnsGradient = false;
        _reached.Add(node);
    }

    private Node Pop()
    {
        var node = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        return node;
    }

    private static void Hold(Node node, Tensor gradient)
    {
        gradient.Storage.Holds++;
        node.Gradient = gradient;
    }

    private static void Release(Node node)
    {
        if (node.Gradient is { IsFreed: false } gradient)
        {
            gradient.Storage.Holds--;
        }

        node.Gradient = null;
    }

    private void Forget()
    {
        _reached.Clear();
        _stack.Clear();
        _scope = null;
    }

    /// <summary>The gradient of a broadcast is the sum over the axes it repeated.</summary>
    private static Tensor SumToShape(Tensor gradient, Node node)
    {
        var shape = node.Output.Shape;
        if (gradient.Shape == shape)
        {
            return gradient;
        }

        ShapeException.Require(
            Broadcast.To(node.Output, gradient.Shape) is not null,
            "Backward",
            $"needs a gradient of the shape {shape} of {node.Name}'s result, or of one that it was broadcast to; got {gradient.Shape}");
        var lead = gradient.Rank - shape.Rank;
        Span<int> axes = stackalloc int[gradient.Rank];
        var count = 0;
        for (var axis = 0; axis < gradient.Rank; axis++)
        {
            if (axis < lead || (shape.Sizes[axis - lead] == 1 && gradient.Shape.Sizes[axis] != 1))
            {
                axes[count++] = axis;
            }
        }

        return gradient.Sum(axes[..count], keepDim: true).Reshape(shape);
    }
}
