using System.Runtime.InteropServices;
using MiniTensor.Autograd;
using MiniTensor.Backends;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>The mean over lines of -log softmax(logits)[target], with one kernel each way; neither softmax nor logarithm is stored.</summary>
    internal sealed class CrossEntropyOp : Node
    {
        private readonly CrossEntropyOptions _options;
        private readonly int _counted; // lines that are not ignored
        private readonly Saved _logits;
        private readonly Saved _targets;
        private readonly Saved _statistics;

        private CrossEntropyOp(CrossEntropyOptions options, int counted, Tensor logits, Tensor targets, Tensor statistics) =>
            (_options, _counted, _logits, _targets, _statistics) = (options, counted, logits, targets, statistics);

        public override string Name => "CrossEntropy";

        public static Tensor Apply(Tensor logits, ReadOnlySpan<int> targets, double labelSmoothing, int ignoreIndex)
        {
            _ = logits.Storage;
            var counted = Check(logits.Shape, targets, labelSmoothing, ignoreIndex);
            var options = new CrossEntropyOptions((float)labelSmoothing, ignoreIndex);
            var x = InTargetOrder(logits);
            var classes = logits.Beside(MemoryMarshal.Cast<int, float>(targets), [targets.Length]); // their bits
            var statistics = x.EmptyLike([2, targets.Length]);
            var losses = x.EmptyLike([targets.Length]);
            x.Backend.CrossEntropy(x, classes, options, statistics, losses);

            // No line at all gives 0 / 0 = NaN, as in PyTorch.
            var sum = Reduction.Run(default(SumReduction), losses, []);
            var y = x.EmptyLike([]);
            x.Backend.Unary(new AffineOp(1f / counted, 0), new Tensor(sum.Storage, y.Layout), y);
            return Records(logits) ? new CrossEntropyOp(options, counted, x, classes, statistics).Record(y, logits) : y;
        }

        internal override void Backward(Tensor dy, InputGradients inputs)
        {
            var x = _logits.Get(Name);
            var scale = dy.EmptyLike([]);
            dy.Backend.Unary(new AffineOp(1f / _counted, 0), dy, scale);
            var dx = dy.EmptyLike(x.Layout.ForResult());
            dy.Backend.CrossEntropyBackward(x, _targets.Get(Name), _options, _statistics.Get(Name), scale, dx);
            inputs.Give(0, dx);
        }

        /// <summary>The number of lines that are not ignored.</summary>
        private static int Check(Shape logits, ReadOnlySpan<int> targets, double labelSmoothing, int ignoreIndex)
        {
            ShapeException.Require(logits.Rank >= 2, "CrossEntropy", $"needs logits of shape (N, C) or (N, C, ...); got {logits}");
            var classes = logits[1];
            var lines = classes == 0 ? logits[0] : logits.Elements / classes;
            ShapeException.Require(classes > 0, "CrossEntropy", $"needs at least one class along axis 1 of the logits; got {logits}");
            ShapeException.Require(targets.Length == lines, "CrossEntropy", $"needs {lines} targets for logits of shape {logits}; got {targets.Length}");
            ShapeException.Require(labelSmoothing is >= 0 and <= 1, "CrossEntropy", $"needs a label smoothing from 0 to 1; got {labelSmoothing}");
            var counted = 0;
            for (var i = 0; i < targets.Length; i++)
            {
                if (targets[i] != ignoreIndex)
                {
                    ShapeException.Require(
                        (uint)targets[i] < (uint)classes, "CrossEntropy",
                        $"needs targets from 0 to {classes - 1}, or {ignoreIndex} for what does not count; got {targets[i]} at position {i}");
                    counted++;
                }
            }

            return counted;
        }

        // Lines lie in the order of the targets where the classes come right after the lines' own axes or last of all in memory.
        private static Tensor InTargetOrder(Tensor logits)
        {
            var channelsLast = MemoryOrder.ChannelsLast(logits.Shape);
            return logits.Layout.SameOrder(channelsLast) ? logits : MemoryOrder.As(logits, Layout.Contiguous(logits.Shape));
        }
    }
}

namespace MiniTensor
{
    public static partial class Functional
    {
        /// <summary>The mean of -log softmax(logits)[target] over all that counts, of shape (); softmax along axis 1.</summary>
        /// <param name="logits">(N, C), or (N, C, d1, ...): C numbers for each of N or N * d1 * ... decisions.</param>
        /// <param name="targets">The right class of each, in the order (N, d1, ...).</param>
        /// <param name="labelSmoothing">The share of the target that is spread evenly over all classes (Szegedy et al. 2016).</param>
        /// <param name="ignoreIndex">Decisions with this target do not count.</param>
        /// <exception cref="ShapeException">A target is no class, or there are not as many as decisions.</exception>
        public static Tensor CrossEntropy(Tensor logits, ReadOnlySpan<int> targets, double labelSmoothing = 0, int ignoreIndex = -100)
        {
            ArgumentNullException.ThrowIfNull(logits);
            return CrossEntropyOp.Apply(logits, targets, labelSmoothing, ignoreIndex);
        }
    }
}
