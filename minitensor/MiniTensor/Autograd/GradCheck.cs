namespace MiniTensor;

/// <summary>Holds the gradients of a function against what happens to its result when its inputs are moved a little.</summary>
/// <remarks>
/// The result is weighed with fixed random numbers into one, L; then dL/dx is compared with (L(x + h) - L(x - h)) / 2h. Up to
/// 100 elements of an input are moved one by one. Those of a larger one fall at random into 100 groups that move together, each element up or
/// down: no element escapes, and where a group is wrong, it is halved until the element is found.
/// Inputs should lie away from kinks (relu at 0), where there is no slope to compare with.
/// </remarks>
/// <example><code>
/// var result = GradCheck.Run(x => (x[0] * x[1]).Exp(), [a, b]);
/// Console.WriteLine(result); // Gradients agree: 12 comparisons, ...
/// </code></example>
public static class GradCheck
{
    private const int Groups = 100;

    /// <summary>Checks the gradient of each input that has <see cref="Tensor.RequiresGrad"/>; the inputs stay as they are.</summary>
    /// <param name="f">Computes a tensor of any shape from the inputs it is given, and from nothing else that changes.</param>
    /// <param name="inputs">Where to check.</param>
    /// <param name="tolerance">The difference allowed, relative to the gradient where that is larger than 1.</param>
    /// <param name="step">How far elements are moved: smaller steps lose digits to float32's rounding, larger ones see the curve and not the slope.</param>
    /// <param name="seed">Names the random weights and groups.</param>
    public static GradCheckResult Run(Func<Tensor[], Tensor> f, Tensor[] inputs, double tolerance = 1e-2, double step = 1e-2, ulong seed = 0)
    {
        if (!inputs.Any(input => input.RequiresGrad))
        {
            throw new ArgumentException("GradCheck: no input has RequiresGrad, so there is no gradient to check.", nameof(inputs));
        }

        using var scope = new TensorScope();
        return Check(f, [.. inputs.Select(Copy)], tolerance, step, seed);
    }

    /// <summary>The same where the tensors are a function's own, such as the parameters of a layer: they are moved in place and put back.</summary>
    /// <param name="f">Computes a tensor of any shape from the tensors, and from nothing else that changes.</param>
    /// <param name="tensors">Where to check; each has <see cref="Tensor.RequiresGrad"/>, and its gradient is cleared.</param>
    /// <param name="tolerance">The difference allowed, relative to the gradient where that is larger than 1.</param>
    /// <param name="step">How far elements are moved.</param>
    /// <param name="seed">Names the random weights and groups.</param>
    public static GradCheckResult Run(Func<Tensor> f, Tensor[] tensors, double tolerance = 1e-2, double step = 1e-2, ulong seed = 0)
    {
        if (tensors.Length == 0 || !tensors.All(tensor => tensor.RequiresGrad))
        {
            throw new ArgumentException("GradCheck: each tensor needs RequiresGrad, and there must be one.", nameof(tensors));
        }

        foreach (var tensor in tensors)
        {
            tensor.ZeroGrad();
        }

        return Check(_ => f(), tensors, tolerance, step, seed);
    }

    private static GradCheckResult Check(Func<Tensor[], Tensor> f, Tensor[] inputs, double tolerance, double step, ulong seed)
    {
        using var scope = new TensorScope();
        var point = new Point(f, inputs, step, new Rng(seed));
        GradCheckResult? worst = null;
        int[] worstGroup = [];
        var comparisons = 0;
        for (var i = 0; i < inputs.Length; i++)
        {
            foreach (var group in inputs[i].RequiresGrad ? RandomGroups(inputs[i].Count, new Rng(seed, (ulong)i + 1)) : [])
            {
                comparisons++;
                var (analytic, numeric) = point.Compare(i, group);
                var result = new GradCheckResult(tolerance, 0, i, null, analytic, numeric);
                if (worst is null || !(result.Error <= worst.Error || double.IsNaN(worst.Error)))
                {
                    (worst, worstGroup) = (result, group);
                }
            }
        }

        if (worst is null)
        {
            return new GradCheckResult(tolerance, 0, 0, null, 0, 0); // empty tensors have nothing to be wrong
        }

        var (element, at) = worst.Passed ? (worstGroup, worst) : point.Narrow(worst, worstGroup);
        return at with { Comparisons = comparisons, Element = element is [var only] ? IndexOf(only, inputs[at.Input].Shape) : null };
    }

    private static Tensor Copy(Tensor input)
    {
        var copy = input.Detach().Clone();
        copy.RequiresGrad = input.RequiresGrad;
        return copy;
    }

    private static int[] IndexOf(int element, Shape shape)
    {
        var index = new int[shape.Rank];
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
        {
            (element, index[axis]) = Math.DivRem(element, shape[axis]);
        }

        return index;
    }

    private static IEnumerable<int[]> RandomGroups(int count, Rng rng)
    {
        var elements = Enumerable.Range(0, count).ToArray();
        rng.Shuffle<int>(elements);
        return Enumerable.Range(0, Math.Min(count, Groups)).Select(group => elements.Where((_, i) => i % Groups == group).ToArray());
    }

    /// <summary>The function at the inputs, its gradients there, and what it is when some elements are moved.</summary>
    private sealed class Point
    {
        private readonly Func<Tensor[], Tensor> _f;
        private readonly double _step;
        private readonly double[] _weights;
        private readonly Tensor[] _inputs;
        private readonly float[][] _gradients;

        public Point(Func<Tensor[], Tensor> f, Tensor[] inputs, double step, Rng rng)
        {
            (_f, _step) = (f, step);
            _inputs = inputs;
            var y = f(_inputs);
            _weights = [.. Enumerable.Range(0, y.Count).Select(_ => y.Count == 1 ? 1 : rng.Uniform(-1, 1))];
            y.Backward(y.Beside([.. _weights.Select(weight => (float)weight)], y.Shape));
            _gradients = [.. _inputs.Select(TakeGradient)];
            if (!Value().Equals(Value()))
            {
                throw new InvalidOperationException(
                    "GradCheck: the function gives different results for the same inputs. Fix its random numbers: make the Rng inside the function, from a seed.");
            }
        }

        /// <summary>The slope along the group's direction: as Backward says, and as differences say.</summary>
        public (double Analytic, double Numeric) Compare(int input, int[] group)
        {
            var x = _inputs[input].ToArray();
            var (up, down) = (x.ToArray(), x.ToArray());
            var distance = _step * group.Max(i => Math.Max(1, Math.Abs(x[i])));
            var analytic = 0.0;
            foreach (var i in group)
            {
                var step = distance / Math.Sqrt(group.Length) * (group.Length > 1 && i % 2 == 0 ? -1 : 1);
                (up[i], down[i]) = ((float)(x[i] + step), (float)(x[i] - step));
                analytic += _gradients[input][i] * ((double)up[i] - down[i]) / (2 * distance); // as far apart as the two floats really are
            }

            var numeric = (Value(input, up) - Value(input, down)) / (2 * distance);
            Value(input, x);
            return (analytic, numeric);
        }

        /// <summary>The element of a group that is wrong, found by halving the group again and again.</summary>
        public (int[] Element, GradCheckResult Result) Narrow(GradCheckResult result, int[] group)
        {
            while (group.Length > 1)
            {
                var halves = new[] { group[..(group.Length / 2)], group[(group.Length / 2)..] };
                var results = halves.Select(half => Compare(result.Input, half))
                    .Select(slopes => result with { Analytic = slopes.Analytic, Numeric = slopes.Numeric })
                    .ToArray();
                var worse = results[0].Error <= results[1].Error ? 1 : 0;
                (group, result) = (halves[worse], results[worse]);
            }

            return (group, result);
        }

        private double Value(int input, float[] numbers)
        {
            using var mode = GradMode.NoGrad();
            _inputs[input].CopyFrom(numbers);
            return Value();
        }

        private double Value()
        {
            using var mode = GradMode.NoGrad();
            using var scope = new TensorScope();
            return _f(_inputs).ToArray().Zip(_weights, (y, weight) => (double)y * (float)weight).Sum();
        }

        // An input that the result does not depend on has no gradient, which is 0 everywhere.
        private static float[] TakeGradient(Tensor input)
        {
            var gradient = input.Grad?.ToArray() ?? new float[input.Count];
            input.ZeroGrad();
            return gradient;
        }
    }
}
