using System.Text;

namespace CourseKit.Course.Authoring.Kernels;

/// <summary>Writes WinogradTransforms.g.cs: the three transforms of whole tiles that hold everything in registers between load and store.</summary>
/// <remarks>
/// Each is a small matrix applied to a tile's columns and then to its rows. Rows of the intermediate result are made in pairs, since two rows of the
/// matrix differ only in signs; what the columns need is loaded anew for each pair, which is cheaper than storing an intermediate tile.
/// </remarks>
internal static class WinogradWriter
{
    public static string Write()
    {
        var text = new StringBuilder();
        text.AppendLine("// Written by `course author kernels`; edit course/Authoring/Kernels/WinogradWriter.cs.");
        text.AppendLine("using System.Runtime.CompilerServices;");
        text.AppendLine("using MiniTensor.Simd;");
        text.AppendLine();
        text.AppendLine("namespace MiniTensor.Backends.Cpu;");
        text.AppendLine();
        text.AppendLine("internal static unsafe partial class WinogradTransforms");
        text.AppendLine("{");
        Input(text);
        Output(text);
        Expand(text);
        text.Length -= Environment.NewLine.Length;
        text.AppendLine("}");
        return text.ToString().ReplaceLineEndings("\n");
    }

    // ---- B' d B: six rows of six to six rows of six

    /// <summary>Three methods and not one, since the JIT stops inlining in a method at some number of local variables.</summary>
    private static void Input(StringBuilder text)
    {
        InputMethod(text, "InputOuterRows", [4, -4, -5, 2, -2], () =>
        {
            InputSingleRow(text, 0);
            InputSingleRow(text, 5);
        });
        InputMethod(text, "InputRows12", [4, -4, -5, 2, -2], () => InputPair(text, 1, "TV.MultiplyAdd(m4, d2, d4)", "TV.MultiplyAdd(m4, d1, d3)", "g + h", "g - h"));
        InputMethod(text, "InputRows34", [4, -4, -5, 2, -2], () => InputPair(text, 3, "d4 - d2", "d3 - d1", "TV.MultiplyAdd(p2, h, g)", "TV.MultiplyAdd(m2, h, g)"));
    }

    private static void InputMethod(StringBuilder text, string name, int[] constants, Action body)
    {
        var (first, count) = name == "InputOuterRows" ? (0, 6) : (1, 4);
        Head(text, name + "<TV>(in InputTile tile)", null);
        Constants(text, constants);
        Line(text, 2, "TV left = tile.MaskLeft ? TV.Zero : TV.Equal(TV.Zero, TV.Zero), right = tile.MaskRight ? TV.Zero : TV.Equal(TV.Zero, TV.Zero);");
        for (var i = first; i < first + count; i++)
        {
            Line(text, 2, $"var r{i} = tile.Rows[{i}];");
        }

        Line(text, 2, "nint x0 = tile.Left, x2 = tile.Pixel, x3 = 2 * x2, x4 = 3 * x2, x5 = tile.Right, step = tile.Step, ps = tile.PointStride;");
        Line(text, 2, "var v = tile.V;");
        Line(text, 2, "for (var block = tile.Blocks; block > 0; block--)");
        Line(text, 2, "{");
        body();
        Line(text, 3, string.Join(" ", Enumerable.Range(first, count).Select(i => $"r{i} += step;")));
        Line(text, 3, "v += tile.BlockStride;");
        Line(text, 2, "}");
        Line(text, 1, "}");
        Line(text, 0, "");
    }

    private static string Load(int i, int j) => j == 1 ? $"TV.Load(r{i})" : $"TV.Load(r{i} + x{j})";

    private static string Masked(int j, string value) => j == 0 ? $"({value}) & left" : j == 5 ? $"({value}) & right" : value;

    private static void InputSingleRow(StringBuilder text, int row)
    {
        var (a, b, c) = row == 0 ? (0, 2, 4) : (1, 3, 5);
        Line(text, 3, "{");
        for (var j = 0; j < 6; j++)
        {
            Line(text, 4, $"var t{j} = {Masked(j, $"TV.MultiplyAdd(p4, {Load(a, j)}, TV.MultiplyAdd(m5, {Load(b, j)}, {Load(c, j)}))")};");
        }

        InputRow(text, "t", 6 * row);
        Line(text, 3, "}");
    }

    private static void InputPair(StringBuilder text, int row, string g, string h, string first, string second)
    {
        Line(text, 3, "{");
        for (var j = 0; j < 6; j++)
        {
            string At(string formula) => formula.Replace("d1", $"d1{j}").Replace("d2", $"d2{j}").Replace("d3", $"d3{j}").Replace("d4", $"d4{j}")
                .Replace("g", $"g{j}").Replace("h", $"h{j}");
            Line(text, 4, $"TV d1{j} = {Load(1, j)}, d2{j} = {Load(2, j)}, d3{j} = {Load(3, j)}, d4{j} = {Load(4, j)};");
            Line(text, 4, $"TV g{j} = {Masked(j, At(g))}, h{j} = {Masked(j, At(h))};");
            Line(text, 4, $"TV s{j} = {At(first)}, t{j} = {At(second)};");
        }

        InputRow(text, "s", 6 * row);
        InputRow(text, "t", 6 * row + 6);
        Line(text, 3, "}");
    }

    /// <summary>The six numbers of a row, times B: stored as points number <paramref name="point"/> and the five behind it.</summary>
    private static void InputRow(StringBuilder text, string x, int point)
    {
        string To(int j) => point + j == 0 ? "v" : point + j == 1 ? "v + ps" : $"v + {point + j} * ps";
        Line(text, 4, $"TV.MultiplyAdd(p4, {x}0, TV.MultiplyAdd(m5, {x}2, {x}4)).Store({To(0)});");
        Line(text, 4, $"TV {x}_even = TV.MultiplyAdd(m4, {x}2, {x}4), {x}_odd = TV.MultiplyAdd(m4, {x}1, {x}3);");
        Line(text, 4, $"({x}_even + {x}_odd).Store({To(1)});");
        Line(text, 4, $"({x}_even - {x}_odd).Store({To(2)});");
        Line(text, 4, $"TV {x}_far = {x}4 - {x}2, {x}_near = {x}3 - {x}1;");
        Line(text, 4, $"TV.MultiplyAdd(p2, {x}_near, {x}_far).Store({To(3)});");
        Line(text, 4, $"TV.MultiplyAdd(m2, {x}_near, {x}_far).Store({To(4)});");
        Line(text, 4, $"TV.MultiplyAdd(p4, {x}1, TV.MultiplyAdd(m5, {x}3, {x}5)).Store({To(5)});");
    }

    // ---- A' m A: six rows of six to four rows of four

    private static void Output(StringBuilder text)
    {
        Head(text, "Output<TV, TStore>(in OutputTile tile)", "where TStore : struct, IStore");
        Constants(text, 2, 4, 8);
        Line(text, 2, "nint ps = tile.PointStride, row = tile.Row, pixel = tile.Pixel;");
        Line(text, 2, "float* m = tile.M, y = tile.Y, start = tile.Bias;");
        Line(text, 2, "for (var block = tile.Blocks; block > 0; block--)");
        Line(text, 2, "{");
        Line(text, 3, "var bias = TV.Load(start);");
        Line(text, 3, "{");
        for (var j = 0; j < 6; j++)
        {
            Line(text, 4, $"TV s{j} = {Point(1, j)} + {Point(2, j)}, u{j} = {Point(3, j)} + {Point(4, j)};");
            Line(text, 4, $"TV f{j} = {Point(0, j)} + s{j} + u{j}, g{j} = TV.MultiplyAdd(p4, u{j}, s{j});");
        }

        OutputRow(text, "f", 0);
        OutputRow(text, "g", 2);
        Line(text, 3, "}");
        Line(text, 3, "{");
        for (var j = 0; j < 6; j++)
        {
            Line(text, 4, $"TV s{j} = {Point(1, j)} - {Point(2, j)}, u{j} = {Point(3, j)} - {Point(4, j)};");
            Line(text, 4, $"TV f{j} = TV.MultiplyAdd(p2, u{j}, s{j}), g{j} = TV.MultiplyAdd(p8, u{j}, s{j}) + {Point(5, j)};");
        }

        OutputRow(text, "f", 1);
        OutputRow(text, "g", 3);
        Line(text, 3, "}");
        Line(text, 3, "m += tile.MStep;");
        Line(text, 3, "y += tile.YStep;");
        Line(text, 3, "start += tile.BiasStep;");
        Line(text, 2, "}");
        Line(text, 1, "}");
        Line(text, 0, "");
    }

    private static string Point(int i, int j) => (6 * i) + j == 0 ? "TV.Load(m)" : $"TV.Load(m + {6 * i + j} * ps)";

    private static void OutputRow(StringBuilder text, string x, int row)
    {
        string To(int j) => "y" + (row == 0 ? "" : $" + {row} * row") + (j == 0 ? "" : $" + {j} * pixel");
        Line(text, 4, $"TV {x}_sum = {x}1 + {x}2 + bias, {x}_gap = {x}1 - {x}2 + bias, {x}_sum2 = {x}3 + {x}4, {x}_gap2 = {x}3 - {x}4;");
        Line(text, 4, $"TStore.Store({x}0 + {x}_sum + {x}_sum2, {To(0)});");
        Line(text, 4, $"TStore.Store(TV.MultiplyAdd(p2, {x}_gap2, {x}_gap), {To(1)});");
        Line(text, 4, $"TStore.Store(TV.MultiplyAdd(p4, {x}_sum2, {x}_sum), {To(2)});");
        Line(text, 4, $"TStore.Store(TV.MultiplyAdd(p8, {x}_gap2, {x}_gap) + {x}5, {To(3)});");
    }

    // ---- A dy A': four rows of four to six rows of six

    private static void Expand(StringBuilder text)
    {
        Head(text, "Expand<TV>(in ExpandTile tile)", null);
        Constants(text, 2, -2, 4);
        Line(text, 2, "nint ps = tile.PointStride, row = tile.Row, pixel = tile.Pixel;");
        Line(text, 2, "float* y = tile.Y, w = tile.W;");
        Line(text, 2, "for (var block = tile.Blocks; block > 0; block--)");
        Line(text, 2, "{");
        ExpandSingleRow(text, 0, 0);
        ExpandSingleRow(text, 3, 5);
        ExpandPair(text, 1, "y0 + y2", "y1 + y3", "g + h", "g - h");
        ExpandPair(text, 3, "TV.MultiplyAdd(p4, y2, y0)", "TV.MultiplyAdd(p4, y3, y1)", "TV.MultiplyAdd(p2, h, g)", "TV.MultiplyAdd(m2, h, g)");
        Line(text, 3, "y += tile.Step;");
        Line(text, 3, "w += tile.BlockStride;");
        Line(text, 2, "}");
        Line(text, 1, "}");
        Line(text, 0, "");
    }

    private static string Pixel(int i, int j) =>
        "TV.Load(y" + (i == 0 ? "" : $" + {i} * row") + (j == 0 ? "" : $" + {j} * pixel") + ")";

    private static void ExpandSingleRow(StringBuilder text, int from, int to)
    {
        Line(text, 3, "{");
        Line(text, 4, "TV " + string.Join(", ", Enumerable.Range(0, 4).Select(j => $"t{j} = {Pixel(from, j)}")) + ";");
        ExpandRow(text, "t", 6 * to);
        Line(text, 3, "}");
    }

    private static void ExpandPair(StringBuilder text, int row, string g, string h, string first, string second)
    {
        Line(text, 3, "{");
        for (var j = 0; j < 4; j++)
        {
            string At(string formula) => formula.Replace("y0", $"y0{j}").Replace("y1", $"y1{j}").Replace("y2", $"y2{j}").Replace("y3", $"y3{j}")
                .Replace("g", $"g{j}").Replace("h", $"h{j}");
            Line(text, 4, $"TV y0{j} = {Pixel(0, j)}, y1{j} = {Pixel(1, j)}, y2{j} = {Pixel(2, j)}, y3{j} = {Pixel(3, j)};");
            Line(text, 4, $"TV g{j} = {At(g)}, h{j} = {At(h)};");
            Line(text, 4, $"TV s{j} = {At(first)}, t{j} = {At(second)};");
        }

        ExpandRow(text, "s", 6 * row);
        ExpandRow(text, "t", 6 * row + 6);
        Line(text, 3, "}");
    }

    private static void ExpandRow(StringBuilder text, string x, int point)
    {
        string To(int j) => point + j == 0 ? "w" : point + j == 1 ? "w + ps" : $"w + {point + j} * ps";
        Line(text, 4, $"{x}0.Store({To(0)});");
        Line(text, 4, $"{x}3.Store({To(5)});");
        Line(text, 4, $"TV {x}_even = {x}0 + {x}2, {x}_odd = {x}1 + {x}3;");
        Line(text, 4, $"({x}_even + {x}_odd).Store({To(1)});");
        Line(text, 4, $"({x}_even - {x}_odd).Store({To(2)});");
        Line(text, 4, $"TV {x}_even4 = TV.MultiplyAdd(p4, {x}2, {x}0), {x}_odd4 = TV.MultiplyAdd(p4, {x}3, {x}1);");
        Line(text, 4, $"TV.MultiplyAdd(p2, {x}_odd4, {x}_even4).Store({To(3)});");
        Line(text, 4, $"TV.MultiplyAdd(m2, {x}_odd4, {x}_even4).Store({To(4)});");
    }

    private static void Head(StringBuilder text, string signature, string? constraint)
    {
        Line(text, 1, "[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        Line(text, 1, "public static void " + signature);
        Line(text, 2, "where TV : unmanaged, ISimd<TV>");
        if (constraint != null)
        {
            Line(text, 2, constraint);
        }

        Line(text, 1, "{");
    }

    /// <summary>Vectors of a constant: p4 for 4, m5 for -5.</summary>
    private static void Constants(StringBuilder text, params int[] values) =>
        Line(text, 2, "TV " + string.Join(", ", values.Select(v => $"{(v < 0 ? "m" : "p")}{Math.Abs(v)} = TV.Create({v}f)")) + ";");

    private static string Each(int count, Func<int, string> part) => string.Join(" ", Enumerable.Range(0, count).Select(part));

    private static void Line(StringBuilder text, int depth, string line) => text.AppendLine(line.Length == 0 ? "" : new string(' ', 4 * depth) + line);
}
