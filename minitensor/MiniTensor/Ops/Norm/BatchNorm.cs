using MiniTensor.Autograd;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>Each channel brought to mean 0 and variance 1 over the batch, scaled and shifted; a residual and an element-wise op in the same pass.</summary>
    /// <remarks>With a residual the op's slope has to follow from its result, as ReLU's does, since its input is not kept; another op is refused.</remarks>
    internal sealed class BatchNormOp<TOp> : Node
        where TOp : unmanaged, IUnaryOp<TOp>
    {
        private readonly TOp _op;
        private readonly bool _training;
        private readonly Saved _x;
        private readonly Saved _y; // only where the slope cannot be told from x alone
        private readonly Saved _mean;
        private readonly Saved _invStd;
        private readonly Saved _weight;
        private readonly Saved _bias;

        private BatchNormOp(TOp op, bool training, Tensor x, Tensor? y, Tensor mean, Tensor invStd, Tensor? weight, Tensor? bias) =>
            (_op, _training, _x, _y, _mean, _invStd, _weight, _bias) = (op, training, x, y, mean, invStd, weight, bias);

        public override string Name => "BatchNorm";

        public static Tensor Apply(
            TOp op, Tensor x, Tensor? runningMean, Tensor? runningVar, Tensor? weight, Tensor? bias, Tensor? residual, BatchNormOptions options)
        {
            if (residual is not null && TOp.Keep == Keep.Input)
            {
                throw new ArgumentException(
                    $"BatchNorm: the slope of {TOp.Name} follows from its input, and beside a residual only its result is kept. Call {TOp.Name} on the sum.",
                    nameof(residual));
            }

            _ = x.Storage;
            Check(x.Shape, runningMean, runningVar, weight, bias, residual, options.Training);
            CheckMemory(runningMean, runningVar, x, weight, bias, residual);
            Backends.Device.Same("BatchNorm", x, runningMean, runningVar, weight, bias, residual);
            var order = MemoryOrder.ChannelsLast(x.Shape);
            var rows = MemoryOrder.As(x, order);
            var (mean, invStd) = options.Training
                ? StatisticsOf(rows, runningMean, runningVar, options)
                : PastStatistics(runningMean, runningVar, (float)options.Eps);
            var (scale, shift) = (Vector(weight), Vector(bias));
            var added = residual is null ? null : MemoryOrder.As(residual, order);
            var y = x.EmptyLike(order);
            x.Backend.BatchNorm(op, rows, mean, invStd, scale, shift, added, y);
            if (!Records(x, weight ?? x, bias) && !Records(residual ?? x))
            {
                return y;
            }

            var node = new BatchNormOp<TOp>(op, options.Training, rows, residual is null ? null : y, mean, invStd, scale, shift);
            return node.Record(y, [x.GradientNode(), weight?.GradientNode(), bias?.GradientNode(), residual?.GradientNode()]);
        }

        internal override void Backward(Tensor dy, InputGradients inputs)
        {
            var (x, mean) = (_x.Get(Name), _mean.Get(Name));
            var order = MemoryOrder.ChannelsLast(x.Shape);
            dy = MemoryOrder.As(dy, order);
            var dx = Over(dy);
            var dweight = inputs.Needs(1) ? dy.EmptyLike(mean.Shape) : null;
            var dbias = inputs.Needs(2) ? dy.EmptyLike(mean.Shape) : null;
            var dresidual = inputs.Needs(3) ? dy.EmptyLike(order) : null;
            dy.Backend.BatchNormBackward(
                _op, x, dy, Maybe(_y), mean, _invStd.Get(Name), Maybe(_weight), Maybe(_bias), _training, dx, dweight, dbias, dresidual);
            inputs.GiveAll([dx, dweight, dbias, dresidual]);
        }

        private Tensor? Maybe(Saved saved) => saved.IsNull ? null : saved.Get(Name);

        // The batch's own mean and deviation; they are also mixed into the running ones, the variance as an estimate without bias.
        private static (Tensor Mean, Tensor InvStd) StatisticsOf(Tensor x, Tensor? runningMean, Tensor? runningVar, BatchNormOptions options)
        {
            var channels = x.Shape[1];
            var (mean, variance, invStd) = (x.EmptyLike([channels]), x.EmptyLike([channels]), x.EmptyLike([channels]));
            x.Backend.BatchNormStatistics(x, (float)options.Eps, mean, variance, invStd);
            using var mode = GradMode.NoGrad();
            var momentum = options.Momentum;
            var count = (double)x.Count / channels;
            runningMean?.ScaleInPlace(1 - momentum);
            runningMean?.AddInPlace(mean, momentum);
            runningVar?.ScaleInPlace(1 - momentum);
            runningVar?.AddInPlace(variance, momentum * count / (count - 1));
            return (mean, invStd);
        }

        private static (Tensor Mean, Tensor InvStd) PastStatistics(Tensor? runningMean, Tensor? runningVar, float eps)
        {
            ShapeException.Require(
                runningMean is not null && runningVar is not null, "BatchNorm",
                $"needs runningMean and runningVar outside of training; got none");
            var invStd = runningVar.EmptyLike(runningVar.Shape);
            runningVar.Backend.Unary(new InvStdOp(eps), runningVar, invStd);
            return (MemoryOrder.As(runningMean, Layout.Contiguous(runningMean.Shape)), invStd);
        }

        private static Tensor? Vector(Tensor? parameter) => parameter is null ? null : MemoryOrder.As(parameter, Layout.Contiguous(parameter.Shape));

        // The running statistics are written to before all is read: memory that they share with each other or with an input would be spoilt.
        private static void CheckMemory(Tensor? runningMean, Tensor? runningVar, params ReadOnlySpan<Tensor?> inputs)
        {
            var shared = runningMean is not null && runningMean.Storage == runningVar?.Storage;
            foreach (var input in inputs)
            {
                shared |= input is not null && (input.Storage == runningMean?.Storage || input.Storage == runningVar?.Storage);
            }

            ShapeException.Require(
                !shared, "BatchNorm",
                $"needs runningMean and runningVar in memory of their own; got views of one block. Clone() one of them");
        }

        private static void Check(Shape x, Tensor? runningMean, Tensor? runningVar, Tensor? weight, Tensor? bias, Tensor? residual, bool training)
        {
            ShapeException.Require(x.Rank >= 2 && x[1] > 0, "BatchNorm", $"needs an input of shape (N, C) or (N, C, ...) with channels; got {x}");
            foreach (var (what, tensor) in (ReadOnlySpan<(string, Tensor?)>)[("runningMean", runningMean), ("runningVar", runningVar), ("weight", weight), ("bias", bias)])
            {
                ShapeException.Require(
                    tensor is null || tensor.Shape == [x[1]], "BatchNorm",
                    $"needs a {what} of shape ({x[1]}) for an input of shape {x}; got {tensor?.Shape}");
            }

            ShapeException.Require(residual is null || residual.Shape == x, "BatchNorm", $"needs a residual of the input's shape {x}; got {residual?.Shape}");
            ShapeException.Require(!training || x.Elements > x[1], "BatchNorm", $"needs more than one number in each channel to learn from; got {x}");
        }
    }

    /// <summary>How a batch normalisation gets and keeps its statistics.</summary>
    internal readonly record struct BatchNormOptions(bool Training, double Momentum, double Eps);
}

namespace MiniTensor
{
    public static partial class Functional
    {
        /// <summary>(x - mean) / sqrt(variance + eps) * weight + bias, channel by channel (Ioffe and Szegedy 2015).</summary>
        /// <param name="x">(N, C), (N, C, L) or (N, C, H, W).</param>
        /// <param name="runningMean">(C): the means used outside of training. In training the batch's are mixed in, in place. May then be null.</param>
        /// <param name="runningVar">(C): likewise for the variances, estimated without bias.</param>
        /// <param name="weight">(C), or null for ones.</param>
        /// <param name="bias">(C), or null for zeros.</param>
        /// <param name="training">Mean and variance are those of this batch; else the running ones.</param>
        /// <param name="momentum">The share of this batch in the running statistics.</param>
        /// <param name="eps">Added to the variance.</param>
        public static Tensor BatchNorm(
            Tensor x, Tensor? runningMean, Tensor? runningVar, Tensor? weight = null, Tensor? bias = null,
            bool training = true, double momentum = 0.1, double eps = 1e-5)
        {
            ArgumentNullException.ThrowIfNull(x);
            return BatchNormOp<IdentityOp>.Apply(default, x, runningMean, runningVar, weight, bias, null, new(training, momentum, eps));
        }

        /// <summary>ReLU(BatchNorm(x) + residual), in one pass over memory each way; the residual may be missing.</summary>
        /// <inheritdoc cref="BatchNorm"/>
        public static Tensor BatchNormRelu(
            Tensor x, Tensor? runningMean, Tensor? runningVar, Tensor? weight = null, Tensor? bias = null,
            bool training = true, double momentum = 0.1, double eps = 1e-5, Tensor? residual = null)
        {
            ArgumentNullException.ThrowIfNull(x);
            return BatchNormOp<ReluOp>.Apply(default, x, runningMean, runningVar, weight, bias, residual, new(training, momentum, eps));
        }

        /// <summary>GELU(BatchNorm(x)), in one pass over memory each way.</summary>
        /// <inheritdoc cref="BatchNorm"/>
        public static Tensor BatchNormGelu(
            Tensor x, Tensor? runningMean, Tensor? runningVar, Tensor? weight = null, Tensor? bias = null,
            bool training = true, double momentum = 0.1, double eps = 1e-5)
        {
            ArgumentNullException.ThrowIfNull(x);
            return BatchNormOp<GeluOp>.Apply(default, x, runningMean, runningVar, weight, bias, null, new(training, momentum, eps));
        }
    }
}
