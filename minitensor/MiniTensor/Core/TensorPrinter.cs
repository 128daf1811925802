using System.Globalization;
using System.Text;

namespace MiniTensor;

/// <summary>Tensors as text: brackets for axes, numbers in columns, the middle of long axes left out.</summary>
/// <remarks>
/// Four digits behind the point, fewer where none needs them, and powers of ten where sizes differ too much; as NumPy and PyTorch print.
/// The same on every system: numbers are written with a point, whatever its language.
/// </remarks>
internal static class TensorPrinter
{
    private const int Digits = 4;

    /// <summary>Tensors with more elements are shortened to <see cref="EdgeItems"/> at both ends of each longer axis.</summary>
    private const int MostElements = 1000;
    private const int EdgeItems = 3;

    public static string Print(Tensor x)
    {
        var shorten = x.Count > MostElements;
        var shown = Shown(x, shorten);
        var texts = Texts(shown);
        var width = texts.Length == 0 ? 0 : texts.Max(text => text.Length);
        var to = new StringBuilder();
        if (x.Count == 0)
        {
            return $"[] with shape {x.Shape}";
        }

        var next = 0;
        Write(to, x.Shape, 0, shorten, () => texts[next++].PadLeft(x.Rank == 0 ? 0 : width));
        return to.ToString();
    }

    private static void Write(StringBuilder to, Shape shape, int axis, bool shorten, Func<string> next)
    {
        if (axis == shape.Rank)
        {
            to.Append(next());
            return;
        }

        // Rows stand below one another; between larger blocks there is an empty line for each axis more.
        var breaks = shape.Rank - 1 - axis;
        var separator = breaks == 0 ? ", " : "," + new string('\n', breaks) + new string(' ', axis + 1);
        to.Append('[');
        var size = shape.Sizes[axis];
        var cut = shorten && size > 2 * EdgeItems;
        for (var i = 0; i < size; i++)
        {
            to.Append(i > 0 ? separator : string.Empty);
            if (cut && i == EdgeItems)
            {
                to.Append("...").Append(separator);
                i = size - EdgeItems;
            }

            Write(to, shape, axis + 1, shorten, next);
        }

        to.Append(']');
    }

    /// <summary>The numbers that are written, in their order.</summary>
    private static float[] Shown(Tensor x, bool shorten)
    {
        using var mode = GradMode.NoGrad();
        for (var axis = 0; shorten && axis < x.Rank; axis++)
        {
            var size = x.Layout.Sizes[axis];
            if (size > 2 * EdgeItems)
            {
                x = Functional.Concat([x.Slice(axis, 0, EdgeItems), x.Slice(axis, size - EdgeItems, size)], axis);
            }
        }

        return x.ToArray();
    }

    private static string[] Texts(float[] values)
    {
        var sizes = values.Where(v => float.IsFinite(v) && v != 0).Select(v => Math.Abs((double)v)).ToArray();
        var (least, most) = sizes.Length == 0 ? (1, 1) : (sizes.Min(), sizes.Max());
        var format = most >= 1e8 || least < 1e-4 || most / least > 1000 && !sizes.All(v => v == Math.Truncate(v))
            ? "0.0000e+00"
            : "F" + DigitsNeeded(sizes).ToString(CultureInfo.InvariantCulture);
        return [.. values.Select(v => Text(v, format))];
    }

    private static string Text(float value, string format)
    {
        if (!float.IsFinite(value))
        {
            return float.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }

        var text = value.ToString(format, CultureInfo.InvariantCulture);
        return format == "F0" ? text + "." : text;
    }

    /// <summary>The digits behind the point without which some number would be written wrong, at most four.</summary>
    private static int DigitsNeeded(double[] sizes)
    {
        for (var digits = 0; digits < Digits; digits++)
        {
            var scale = Math.Pow(10, digits);
            if (sizes.All(v => Math.Abs(v * scale - Math.Round(v * scale)) < 0.5 * Math.Pow(10, digits - Digits)))
            {
                return digits;
            }
        }

        return Digits;
    }
}

public sealed partial class Tensor
{
    /// <summary>The numbers as NumPy and PyTorch write them; a tensor of more than 1000 is shortened.</summary>
    public override string ToString() => TensorPrinter.Print(this);
}
