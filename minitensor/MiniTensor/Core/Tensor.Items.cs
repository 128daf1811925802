using MiniTensor.Autograd;

namespace MiniTensor;

public sealed partial class Tensor
{
    /// <summary>The number in a tensor of one element.</summary>
    /// <exception cref="ShapeException">It has more, or none.</exception>
    public float Item()
    {
        ShapeException.Require(Count == 1, "Item", $"needs a tensor of one element; got shape {Shape}");
        Span<float> value = stackalloc float[1];
        _ = Storage;
        Backend.Download(this, value);
        return value[0];
    }

    /// <summary>The numbers as an array, the last axis fastest, whatever the strides.</summary>
    public float[] ToArray()
    {
        var values = new float[Count];
        CopyTo(values);
        return values;
    }

    /// <summary>Copies the numbers, the last axis fastest, whatever the strides.</summary>
    public void CopyTo(Span<float> destination)
    {
        ShapeException.Require(destination.Length >= Count, "CopyTo", $"needs room for {Count} numbers; got {destination.Length}");
        _ = Storage;
        if (IsContiguous)
        {
            Backend.Download(this, destination[..Count]);
            return;
        }

        var copy = EmptyLike(Shape);
        Backend.Copy(this, copy);
        Backend.Download(copy, destination[..Count]);
        copy.Dispose();
    }

    /// <summary>Overwrites the numbers.</summary>
    /// <exception cref="InvalidOperationException">The tensor takes part in a recorded computation.</exception>
    public void CopyFrom(ReadOnlySpan<float> values)
    {
        ShapeException.Require(values.Length == Count, "CopyFrom", $"needs {Count} numbers for shape {Shape}; got {values.Length}");
        BeforeWrite("CopyFrom");
        if (IsContiguous)
        {
            Backend.Upload(values, this);
            return;
        }

        var copy = Beside(values, Shape);
        Backend.Copy(copy, this);
        copy.Dispose();
    }

    /// <summary>Overwrites the numbers with those of another tensor, which is broadcast to this shape.</summary>
    public void CopyFrom(Tensor other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var source = Broadcast.To(other.Layout, Shape);
        ShapeException.Require(source is not null, "CopyFrom", $"needs a tensor that broadcasts to {Shape}; got {other.Shape}");
        BeforeWrite("CopyFrom", other);
        Backend.Copy(new Tensor(other.Storage, source), this);
    }

    /// <summary>Puts one number everywhere.</summary>
    public void Fill(double value)
    {
        BeforeWrite("Fill");
        FillUnchecked((float)value);
    }

    /// <summary>Adds <paramref name="scale"/> times another tensor, which is broadcast to this shape, in place.</summary>
    public void AddInPlace(Tensor other, double scale = 1)
    {
        ArgumentNullException.ThrowIfNull(other);
        ShapeException.Require(Broadcast.To(other.Layout, Shape) is not null, "AddInPlace", $"needs a tensor that broadcasts to {Shape}; got {other.Shape}");
        BeforeWrite("AddInPlace", other);
        Backend.Binary(new Ops.AddScaledOp((float)scale), this, other, this);
    }

    /// <summary>Multiplies by a number in place.</summary>
    public void ScaleInPlace(double scale)
    {
        BeforeWrite("ScaleInPlace");
        Backend.Unary(new Ops.AffineOp((float)scale, 0), this, this);
    }

    internal Tensor FillUnchecked(float value)
    {
        Backend.Fill(this, value);
        return this;
    }

    internal void AddInPlaceUnchecked(Tensor other) => Backend.Binary(default(Ops.AddOp), this, other, this);

    /// <summary>Refuses a write that would make a recorded gradient wrong, and notes the others.</summary>
    private void BeforeWrite(string op, Tensor? other = null)
    {
        if (GradMode.IsEnabled && RequiresGrad)
        {
            throw new InvalidOperationException(
                $"{op}: writes in place into a tensor of shape {Shape} that gradients are recorded for, which would make them wrong. "
                + (IsLeaf ? "Do it inside GradMode.NoGrad()." : "Use an op that returns a new tensor, or a Detach().Clone()."));
        }

        for (var axis = 0; axis < Rank; axis++)
        {
            ShapeException.Require(
                Layout.Strides[axis] != 0 || Layout.Sizes[axis] <= 1, op,
                $"writes in place into shape {Shape}, which repeats elements along axis {axis} (it was expanded); Clone() it first");
        }

        if (other is not null)
        {
            CheckSource(op, other);
        }

        Storage.Version++;
    }

    private void CheckSource(string op, Tensor other)
    {
        Backends.Device.Same(op, this, other);
        if (GradMode.IsEnabled && other.RequiresGrad)
        {
            throw new InvalidOperationException(
                $"{op}: writes numbers with a gradient into a tensor of shape {Shape}, where their gradient would be lost. "
                + "Use an op that returns a new tensor, or write their Detach().");
        }

        // An element may be read after it was written, unless each is read where it is written.
        ShapeException.Require(
            !ReferenceEquals(other.Storage, Storage) || other.Layout.Offset > Layout.Last || Layout.Offset > other.Layout.Last
            || (other.Layout.Offset == Layout.Offset && other.Layout.SameOrder(Layout)),
            op,
            $"needs a source that does not lie in the memory it writes to; got another view of it, of shape {other.Shape}. Clone() the source first");
    }
}
