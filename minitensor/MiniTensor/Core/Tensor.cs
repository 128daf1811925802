using System.Diagnostics;
using MiniTensor.Autograd;
using MiniTensor.Backends;

namespace MiniTensor;

/// <summary>Numbers on a grid of any number of axes, which remembers how it was computed and can be differentiated.</summary>
/// <remarks>
/// A tensor is a <see cref="MiniTensor.Layout"/> over a block of memory; views (Reshape, Transpose, slices) are other layouts over the same block.
/// The numbers are 32-bit floats. Ops are methods and operators, each in its own file under Ops/.
/// </remarks>
[DebuggerDisplay("{Shape,nq}")]
public sealed partial class Tensor
{
    private readonly Storage _storage;
    private readonly int _generation;
    private Node? _node;
    private bool _requiresGrad;
    private bool _retainsGrad;

    internal Tensor(Storage storage, Layout layout)
    {
        _storage = storage;
        _generation = storage.Generation;
        Layout = layout;
    }

    /// <summary>The sizes of the axes.</summary>
    public Shape Shape => Layout.Shape;

    /// <summary>How many axes there are; 0 for a single number.</summary>
    public int Rank => Layout.Rank;

    /// <summary>How many elements there are.</summary>
    public int Count => Layout.Count;

    /// <summary>Where the elements lie: strides and offset.</summary>
    public Layout Layout { get; }

    /// <summary>The elements lie one after another, the last axis fastest.</summary>
    public bool IsContiguous => Layout.IsContiguous;

    /// <summary>True for a tensor that gradients flow to: one that was told so, or was computed from one.</summary>
    /// <exception cref="InvalidOperationException">Set on the result of an op: say it of what it was computed from, or of a Detach().</exception>
    public bool RequiresGrad
    {
        get => _requiresGrad || _node is not null;
        set
        {
            if (!IsLeaf)
            {
                throw new InvalidOperationException(
                    $"RequiresGrad belongs to tensors that you made, and this one is the result of {_node?.Name}. Set it on what it was computed from, or on its Detach().");
            }

            _requiresGrad = value;
            if (!value)
            {
                _node = null;
            }
        }
    }

    /// <summary>True for a tensor that no recorded op made.</summary>
    public bool IsLeaf => _node is null or Leaf;

    /// <summary>The sum of the gradients that backward passes brought here since the last <see cref="ZeroGrad"/>; null before the first.</summary>
    public Tensor? Grad { get; private set; }

    /// <summary>The memory, which must still be this tensor's.</summary>
    /// <exception cref="ObjectDisposedException">It was given back.</exception>
    internal Storage Storage =>
        IsFreed ? throw UsedAfterFree() : _storage;

    /// <summary>The memory was given back.</summary>
    internal bool IsFreed => _storage.Generation != _generation;

    internal IBackend Backend => _storage.Backend;

    internal Node? Node => _node;

    /// <summary>The same numbers without their history: nothing computed from it reaches back through it.</summary>
    public Tensor Detach() => new(Storage, Layout);

    /// <summary>A copy in memory of its own; gradients flow through it.</summary>
    public Tensor Clone() => Ops.CopyOp.Apply(this, Layout.ForResult());

    /// <summary>Backward from a single number: each leaf behind it gets its derivative added to <see cref="Grad"/>.</summary>
    /// <param name="retainGraph">Keep what the ops had saved, so that Backward can run through them once more.</param>
    /// <param name="createGraph">Record the backward pass itself: not supported.</param>
    /// <exception cref="ShapeException">The tensor has more than one element: give the gradient of each, or reduce it first.</exception>
    public void Backward(bool retainGraph = false, bool createGraph = false)
    {
        ShapeException.Require(
            Count == 1, "Backward",
            $"needs a tensor of one element, or the gradient of each; got shape {Shape}. Reduce it first, e.g. with Sum() or Mean()");
        Backward(OnesLike(), retainGraph, createGraph);
    }

    /// <summary>Backward from a tensor of any shape.</summary>
    /// <param name="gradient">The gradient of what is to be differentiated in this tensor, of the same shape.</param>
    /// <param name="retainGraph">Keep what the ops had saved, so that Backward can run through them once more.</param>
    /// <param name="createGraph">Record the backward pass itself: not supported.</param>
    public void Backward(Tensor gradient, bool retainGraph = false, bool createGraph = false)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        if (createGraph)
        {
            throw new NotSupportedException(
                "Backward: gradients of gradients are not recorded here (createGraph). For a second derivative, take finite differences of the first (GradCheck shows how).");
        }

        _ = Storage;
        Device.Same("Backward", this, gradient);
        ShapeException.Require(gradient.Shape == Shape, "Backward", $"needs a gradient of the tensor's shape {Shape}; got {gradient.Shape}");
        var node = GradientNode() ?? throw new InvalidOperationException(
            "Backward: nothing leads back from this tensor. Set RequiresGrad on what it is computed from, before computing it and outside of GradMode.NoGrad().");
        BackwardPass.Run(node, gradient, retainGraph);
    }

    /// <summary>Forgets the gradient and gives its memory back; a gradient that is to outlive this needs a Clone().</summary>
    public void ZeroGrad()
    {
        if (Grad is { } grad)
        {
            Grad = null;
            grad.Dispose();
        }
    }

    /// <summary>Calls the function with the tensor's gradient in each backward pass, as soon as it is complete.</summary>
    /// <param name="hook">Returns the gradient to go on with, or null to leave it as it is. What it is given is freed after the step: keep a Clone().</param>
    /// <returns>Dispose it, and the calls end.</returns>
    public IDisposable RegisterHook(Func<Tensor, Tensor?> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        var node = GradientNode() ?? throw new InvalidOperationException("RegisterHook: needs a tensor with RequiresGrad; no gradient ever comes to this one.");
        return node.AddHook(hook);
    }

    /// <summary>Keeps the gradient of a computed tensor in <see cref="Grad"/>, as leaves do.</summary>
    public void RetainGrad()
    {
        if (!IsLeaf && !_retainsGrad)
        {
            _retainsGrad = true;
            RegisterHook(gradient =>
            {
                AddToGrad(gradient, mayKeep: false);
                return null;
            });
        }
    }

    /// <summary>Gives the memory back at once, for this tensor and every view of it; mostly a <see cref="TensorScope"/> does that.</summary>
    public void Dispose()
    {
        if (!IsFreed)
        {
            _storage.Backend.Return(_storage);
        }
    }

    /// <summary>The node that gradients of this tensor go to; null when it wants none.</summary>
    internal Node? GradientNode() => _node ?? (_requiresGrad ? _node = new Leaf(this) : null);

    internal void SetNode(Node node) => _node = node;

    /// <summary>Adds a gradient to <see cref="Grad"/>, or makes it that.</summary>
    /// <param name="gradient">Of this tensor's shape.</param>
    /// <param name="mayKeep">The memory may be kept as it is: nobody else looks at it.</param>
    internal void AddToGrad(Tensor gradient, bool mayKeep)
    {
        if (Grad is { } grad)
        {
            grad.AddInPlaceUnchecked(gradient);
            grad.Storage.Version++;
        }
        else if (mayKeep && gradient.Layout is { IsDense: true, Offset: 0 } && gradient.Count * 5L / 4 + 16 >= gradient.Storage.Length)
        {
            gradient.Storage.Owner = null;
            Grad = gradient;
        }
        else
        {
            using var mode = GradMode.NoGrad();
            Grad = gradient.Clone();
            Grad.Storage.Owner = null;
        }
    }

    private static ObjectDisposedException UsedAfterFree() => new(
        nameof(Tensor),
        "This tensor's memory was given back: its TensorScope has ended, or it (or a tensor that it is a view of) was disposed. "
        + "Call scope.Keep(tensor) inside the scope for what is to outlive it, or read the number with Item().");
}
