namespace MiniTensor.Ops;

/// <summary>The steps of an Einsum, on tensors whose axes have letters; all of other ops, which bring the gradients.</summary>
internal static class EinsumOp
{
    private const string Name = "Einsum";

    /// <summary>The letters of each tensor's axes, and those of the result's.</summary>
    public static (string[] Inputs, string Output) Parse(string equation, ReadOnlySpan<Tensor> tensors)
    {
        var sides = equation.Replace(" ", string.Empty, StringComparison.Ordinal).Split("->");
        ShapeException.Require(sides.Length <= 2, Name, $"needs one arrow at most; got \"{equation}\"");
        var inputs = sides[0].Split(',');
        ShapeException.Require(tensors.Length is >= 1 and <= 3, Name, $"needs one to three tensors; got {tensors.Length}");
        ShapeException.Require(inputs.Length == tensors.Length, Name, $"needs letters for {tensors.Length} tensors; got \"{equation}\"");

        var sizes = new Dictionary<char, int>();
        for (var i = 0; i < inputs.Length; i++)
        {
            Check(equation, inputs[i]);
            var shape = tensors[i].Shape;
            ShapeException.Require(inputs[i].Length == shape.Rank, Name, $"needs {inputs[i].Length} axes for \"{inputs[i]}\"; got shape {shape}");
            for (var axis = 0; axis < shape.Rank; axis++)
            {
                var (letter, size) = (inputs[i][axis], shape.Sizes[axis]);
                var known = sizes.TryAdd(letter, size) ? size : sizes[letter];
                ShapeException.Require(known == size, Name, $"needs one size for each letter of \"{equation}\"; got {known} and {size} for '{letter}'");
            }
        }

        var output = sides.Length == 2 ? sides[1] : Implied(inputs);
        Check(equation, output);
        foreach (var letter in output)
        {
            ShapeException.Require(sizes.ContainsKey(letter), Name, $"needs an axis for each letter of the result; got '{letter}' in \"{equation}\"");
        }

        return (inputs, output);
    }

    /// <summary>The product of two tensors, summed over the letters that nothing later needs.</summary>
    /// <returns>The letters of the result: common ones first, then those of a alone, then those of b alone.</returns>
    public static (string Labels, Tensor Tensor) Pair(string aLabels, Tensor a, string bLabels, Tensor b, string later)
    {
        (aLabels, a) = SumAllBut(bLabels + later, aLabels, a);
        (bLabels, b) = SumAllBut(aLabels + later, bLabels, b);
        var batch = Only(aLabels, c => bLabels.Contains(c) && later.Contains(c));
        var summed = Only(aLabels, c => bLabels.Contains(c) && !later.Contains(c));
        var rows = Only(aLabels, c => !bLabels.Contains(c));
        var columns = Only(bLabels, c => !aLabels.Contains(c));
        var labels = batch + rows + columns;
        ShapeException.Require(labels.Length <= Shape.MaxRank, Name, $"needs at most {Shape.MaxRank} letters in a product; got \"{labels}\"");

        a = Ordered(batch + rows + summed, aLabels, a);
        b = Ordered(batch + summed + columns, bLabels, b);
        int[] shape = [.. a.Layout.Sizes[..(batch.Length + rows.Length)], .. b.Layout.Sizes[(batch.Length + summed.Length)..]];
        if (summed.Length == 0)
        {
            // Nothing is summed: an element-wise product, with the columns as axes that a lacks.
            int[] withoutColumns = [.. a.Layout.Sizes, .. Enumerable.Repeat(1, columns.Length)];
            int[] withoutRows = [.. b.Layout.Sizes[..batch.Length], .. Enumerable.Repeat(1, rows.Length), .. b.Layout.Sizes[batch.Length..]];
            return (labels, a.Reshape(withoutColumns) * b.Reshape(withoutRows));
        }

        // Each group of letters becomes one axis of a batched matrix product.
        var matrixA = Grouped(a, batch.Length, rows.Length);
        var matrixB = Grouped(b, batch.Length, summed.Length);
        return (labels, matrixA.MatMul(matrixB).Reshape(shape));
    }

    /// <summary>Sums over the axes whose letters are not among the kept ones.</summary>
    public static (string Labels, Tensor Tensor) SumAllBut(string kept, string labels, Tensor x)
    {
        int[] axes = [.. Enumerable.Range(0, labels.Length).Where(axis => !kept.Contains(labels[axis]))];
        return axes.Length == 0 ? (labels, x) : (Only(labels, kept.Contains), x.Sum(axes));
    }

    /// <summary>The axes in the order of the letters, as a view.</summary>
    public static Tensor Ordered(string order, string labels, Tensor x) =>
        order == labels ? x : x.Permute([.. order.Select(letter => labels.IndexOf(letter))]);

    /// <summary>Leading axes as they are, then those up to <paramref name="first"/> more as one axis, and the rest as another.</summary>
    private static Tensor Grouped(Tensor x, int batch, int first)
    {
        var sizes = x.Layout.Sizes;
        int[] shape = [.. sizes[..batch], Product(sizes[batch..(batch + first)]), Product(sizes[(batch + first)..])];
        return x.Reshape(shape);
    }

    private static int Product(ReadOnlySpan<int> sizes)
    {
        var product = 1;
        foreach (var size in sizes)
        {
            product *= size;
        }

        return product;
    }

    private static string Implied(string[] inputs)
    {
        var all = string.Concat(inputs);
        return string.Concat(all.Where(letter => all.Count(other => other == letter) == 1).Order());
    }

    private static string Only(string labels, Func<char, bool> condition) => string.Concat(labels.Where(condition));

    private static void Check(string equation, string labels)
    {
        foreach (var letter in labels)
        {
            ShapeException.Require(char.IsAsciiLetter(letter), Name, $"needs letters, commas and one arrow (an ellipsis is not supported); got \"{equation}\"");
            ShapeException.Require(
                labels.Count(other => other == letter) == 1, Name,
                $"needs each letter once for a tensor (a diagonal is not supported); got \"{labels}\" in \"{equation}\"");
        }
    }
}
