using System.Text.RegularExpressions;

namespace CourseKit.Course.Authoring;

/// <summary>
/// Writes Winograd's three transforms of whole tiles, which hold everything in registers between load and store.
/// </summary>
/// <remarks>
/// Each is a small matrix applied to a tile's columns and then to its rows. Rows of the intermediate result are made
/// in pairs, since two rows of the
/// matrix differ only in signs; what the columns need is loaded anew for each pair, which is cheaper than storing an
/// intermediate tile.
/// The points of the last row and the last column are stored apart from the others, and only for tiles that have them
/// (LastPoints).
/// </remarks>
internal static class WinogradKernels
{
    public static string Text()
    {
        var writer = new KernelWriter("System.Runtime.CompilerServices", "MiniTensor.Simd");
        writer.Line().Line("namespace MiniTensor.Backends.Cpu;").Line();
        writer.Block("internal static unsafe partial class WinogradTransforms", () =>
        {
            // Three methods and not one, since the JIT stops inlining in a method at some number of local variables.
            Input(writer, "InputOuterRows", 0, 6, () =>
            {
                InputSingleRow(writer, 0, 0, 2, 4);
                writer.Line("if (tall)");
                InputSingleRow(writer, 5, 1, 3, 5);
            });
            Input(writer, "InputRows12", 1, 4, () =>
                InputPair(writer, 1, "TV.MultiplyAdd(m4, d2, d4)", "TV.MultiplyAdd(m4, d1, d3)", "g + h", "g - h"));
            Input(writer, "InputRows34", 1, 4, () =>
                InputPair(writer, 3, "d4 - d2", "d3 - d1", "TV.MultiplyAdd(p2, h, g)", "TV.MultiplyAdd(m2, h, g)"));
            Output(writer);
            writer.Line();
            Expand(writer);
        });
        return writer.ToString();
    }

    // ---- B' d B: six rows of six to six rows of six

    private static void Input(KernelWriter writer, string name, int first, int count, Action rows)
    {
        var inputs = Enumerable.Range(first, count).ToList();
        Method(writer, name + "<TV>(in InputTile tile)", () =>
        {
            Constants(writer, 4, -4, -5, 2, -2);
            writer.Line("var all = TV.Equal(TV.Zero, TV.Zero);");
            writer.Line("TV left = tile.MaskLeft ? TV.Zero : all, fifth = tile.MaskFifth ? TV.Zero : all, "
                + "right = tile.MaskRight ? TV.Zero : all;");
            writer.Line("float* " + string.Join(", ", inputs.Select(i => $"r{i} = tile.Rows[{i}]")) + ";");
            writer.Line("nint x0 = tile.Left, x2 = tile.Pixel, x3 = 2 * x2, x4 = tile.Fifth, x5 = tile.Right;");
            writer.Line("nint step = tile.Step, ps = tile.PointStride;");
            Points(writer, "v", "tile.V", withLastRow: first == 0);
            writer.Block("for (var block = tile.Blocks; block > 0; block--)", () =>
            {
                rows();
                writer.Line(string.Join(' ', inputs.Select(i => $"r{i} += step;")));
                Move(writer, "v", "tile.BlockStride", withLastRow: first == 0);
            });
        });
        writer.Line();
    }

    private static string Load(int i, int j) => j == 1 ? $"TV.Load(r{i})" : $"TV.Load(r{i} + x{j})";

    private static string Masked(int j, string value) => j switch
    {
        0 => $"({value}) & left",
        4 => $"({value}) & fifth",
        5 => $"({value}) & right",
        _ => value
    };

    private static void InputSingleRow(KernelWriter writer, int row, int a, int b, int c) => writer.Scope(() =>
    {
        for (var j = 0; j < 6; j++)
        {
            var sum = $"TV.MultiplyAdd(p4, {Load(a, j)}, TV.MultiplyAdd(m5, {Load(b, j)}, {Load(c, j)}))";
            writer.Line($"var t{j} = {Masked(j, sum)};");
        }

        InputRow(writer, "t", row);
    });

    private static void InputPair(KernelWriter writer, int row, string g, string h, string first, string second) =>
        writer.Scope(() =>
    {
        for (var j = 0; j < 6; j++)
        {
            var at = Column(j, "d1", "d2", "d3", "d4", "g", "h");
            writer.Line($"TV d1{j} = {Load(1, j)}, d2{j} = {Load(2, j)}, d3{j} = {Load(3, j)}, d4{j} = {Load(4, j)};");
            writer.Line($"TV g{j} = {Masked(j, at(g))}, h{j} = {Masked(j, at(h))};");
            writer.Line($"TV s{j} = {at(first)}, t{j} = {at(second)};");
        }

        InputRow(writer, "s", row);
        InputRow(writer, "t", row + 1);
    });

    /// <summary>
    /// The six numbers of a row, times B: stored as the points of row number <paramref name="row"/>.
    /// </summary>
    private static void InputRow(KernelWriter writer, string x, int row)
    {
        string To(int j) => Point("v", row, j);
        writer.Line($"TV.MultiplyAdd(p4, {x}0, TV.MultiplyAdd(m5, {x}2, {x}4)).Store({To(0)});");
        writer.Line($"TV {x}Even = TV.MultiplyAdd(m4, {x}2, {x}4), {x}Odd = TV.MultiplyAdd(m4, {x}1, {x}3);");
        writer.Line($"({x}Even + {x}Odd).Store({To(1)});");
        writer.Line($"({x}Even - {x}Odd).Store({To(2)});");
        writer.Line($"TV {x}Even2 = {x}4 - {x}2, {x}Odd2 = {x}3 - {x}1;");
        writer.Line($"TV.MultiplyAdd(p2, {x}Odd2, {x}Even2).Store({To(3)});");
        writer.Line($"TV.MultiplyAdd(m2, {x}Odd2, {x}Even2).Store({To(4)});");
        writer.Block("if (wide)", () =>
            writer.Line($"TV.MultiplyAdd(p4, {x}1, TV.MultiplyAdd(m5, {x}3, {x}5)).Store({To(5)});"));
    }

    // ---- A' m A: six rows of six to four rows of four

    private static void Output(KernelWriter writer) => Method(writer, "Output<TV, TStore>(in OutputTile tile)", () =>
    {
        Constants(writer, 2, 4, 8);
        writer.Line("nint ps = tile.PointStride, row = tile.Row, pixel = tile.Pixel;");
        writer.Line("float* y = tile.Y, start = tile.Bias;");
        Points(writer, "m", "tile.M", withLastRow: true);
        writer.Block("for (var block = tile.Blocks; block > 0; block--)", () =>
        {
            writer.Line("var bias = TV.Load(start);");
            OutputPair(writer, 0, "+", "{0} + s + u", "TV.MultiplyAdd(p4, u, s)");
            OutputPair(writer, 1, "-", "TV.MultiplyAdd(p2, u, s)", "TV.MultiplyAdd(p8, u, s) + {5}");
            Move(writer, "m", "tile.MStep", withLastRow: true);
            writer.Line("y += tile.YStep;").Line("start += tile.BiasStep;");
        });
    });

    /// <summary>
    /// Output rows number <paramref name="row"/> and two behind, from the sums or the differences of the points'
    /// rows 1 and 2, 3 and 4.
    /// </summary>
    private static void OutputPair(KernelWriter writer, int row, string sign, string first, string second) =>
        writer.Scope(() =>
    {
        for (var j = 0; j < 6; j++)
        {
            string Load(int i) => $"TV.Load({Point("m", i, j)})";
            string At(string formula) => Column(j, "s", "u")(formula).Replace("{0}", Load(0)).Replace("{5}", Load(5));
            writer.Line($"TV s{j} = {Load(1)} {sign} {Load(2)}, u{j} = {Load(3)} {sign} {Load(4)};");
            writer.Line($"TV f{j} = {At(first)}, g{j} = {At(second)};");
        }

        OutputRow(writer, "f", row);
        if (row + 2 == 3)
        {
            writer.Line("if (tall)");
        }

        writer.Scope(() => OutputRow(writer, "g", row + 2));
    });

    private static void OutputRow(KernelWriter writer, string x, int row)
    {
        string To(int j) => Times(Times("y", row, "row"), j, "pixel");
        writer.Line($"TV {x}Even = {x}1 + {x}2 + bias, {x}Odd = {x}1 - {x}2 + bias;");
        writer.Line($"TV {x}Even2 = {x}3 + {x}4, {x}Odd2 = {x}3 - {x}4;");
        writer.Line($"TStore.Store({x}0 + {x}Even + {x}Even2, {To(0)});");
        writer.Line($"TStore.Store(TV.MultiplyAdd(p2, {x}Odd2, {x}Odd), {To(1)});");
        writer.Line($"TStore.Store(TV.MultiplyAdd(p4, {x}Even2, {x}Even), {To(2)});");
        writer.Block("if (wide)", () =>
            writer.Line($"TStore.Store(TV.MultiplyAdd(p8, {x}Odd2, {x}Odd) + {x}5, {To(3)});"));
    }

    // ---- A dy A': four rows of four to six rows of six

    private static void Expand(KernelWriter writer) => Method(writer, "Expand<TV>(in ExpandTile tile)", () =>
    {
        Constants(writer, 2, -2, 4);
        writer.Line("nint ps = tile.PointStride, row = tile.Row, pixel = tile.Pixel;");
        writer.Line("float* y = tile.Y;");
        Points(writer, "w", "tile.W", withLastRow: true);
        writer.Line("var lastRow = tall ? 3 * row : 0;").Line("var lastPixel = wide ? 3 * pixel : 0;");
        writer.Line("var all = TV.Equal(TV.Zero, TV.Zero);");
        writer.Line("TV bottom = tall ? all : TV.Zero, right = wide ? all : TV.Zero;");
        writer.Block("for (var block = tile.Blocks; block > 0; block--)", () =>
        {
            ExpandSingleRow(writer, 0, 0);
            writer.Line("if (tall)");
            ExpandSingleRow(writer, 3, 5);
            ExpandPair(writer, 1, "y0 + y2", "y1 + y3", "g + h", "g - h");
            ExpandPair(writer, 3, "TV.MultiplyAdd(p4, y2, y0)", "TV.MultiplyAdd(p4, y3, y1)",
                "TV.MultiplyAdd(p2, h, g)", "TV.MultiplyAdd(m2, h, g)");
            writer.Line("y += tile.Step;");
            Move(writer, "w", "tile.BlockStride", withLastRow: true);
        });
    });

    /// <summary>A pixel of the tile; of those that a tile may lack, zeros where it does.</summary>
    private static string Pixel(int i, int j)
    {
        var address = "y" + i switch { 0 => "", 1 => " + row", 2 => " + 2 * row", _ => " + lastRow" };
        address += j switch { 0 => "", 1 => " + pixel", 2 => " + 2 * pixel", _ => " + lastPixel" };
        return $"TV.Load({address})" + (i == 3 ? " & bottom" : "") + (j == 3 ? " & right" : "");
    }

    private static void ExpandSingleRow(KernelWriter writer, int from, int to) => writer.Scope(() =>
    {
        writer.Line("TV " + string.Join(", ", Enumerable.Range(0, 4).Select(j => $"t{j} = {Pixel(from, j)}")) + ";");
        ExpandRow(writer, "t", to);
    });

    private static void ExpandPair(KernelWriter writer, int row, string g, string h, string first, string second) =>
        writer.Scope(() =>
    {
        for (var j = 0; j < 4; j++)
        {
            var at = Column(j, "y0", "y1", "y2", "y3", "g", "h");
            writer.Line("TV " + string.Join(", ", Enumerable.Range(0, 4).Select(i => $"y{i}{j} = {Pixel(i, j)}")) + ";");
            writer.Line($"TV g{j} = {at(g)}, h{j} = {at(h)};");
            writer.Line($"TV s{j} = {at(first)}, t{j} = {at(second)};");
        }

        ExpandRow(writer, "s", row);
        ExpandRow(writer, "t", row + 1);
    });

    private static void ExpandRow(KernelWriter writer, string x, int row)
    {
        string To(int j) => Point("w", row, j);
        writer.Line($"{x}0.Store({To(0)});");
        writer.Block("if (wide)", () => writer.Line($"{x}3.Store({To(5)});"));
        writer.Line($"TV {x}Even = {x}0 + {x}2, {x}Odd = {x}1 + {x}3;");
        writer.Line($"({x}Even + {x}Odd).Store({To(1)});");
        writer.Line($"({x}Even - {x}Odd).Store({To(2)});");
        writer.Line($"TV {x}Even2 = TV.MultiplyAdd(p4, {x}2, {x}0), {x}Odd2 = TV.MultiplyAdd(p4, {x}3, {x}1);");
        writer.Line($"TV.MultiplyAdd(p2, {x}Odd2, {x}Even2).Store({To(3)});");
        writer.Line($"TV.MultiplyAdd(m2, {x}Odd2, {x}Even2).Store({To(4)});");
    }

    // ---- what all of them need

    private static void Method(KernelWriter writer, string signature, Action body)
    {
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]").Line("public static void " + signature);
        var store = signature.Contains("TStore", StringComparison.Ordinal) ? " where TStore : struct, IStore" : "";
        writer.Block("    where TV : unmanaged, ISimd<TV>" + store, body);
    }

    /// <summary>Vectors of a constant: p4 for 4, m5 for -5.</summary>
    private static void Constants(KernelWriter writer, params int[] values) =>
        writer.Line("TV " + string.Join(", ", values.Select(v =>
            $"{(v < 0 ? "m" : "p")}{Math.Abs(v)} = TV.Create({v}f)")) + ";");

    /// <summary>
    /// Where the points of a tile lie: those of the last row and the last column, and the one in both, each relative to
    /// an address of their own.
    /// </summary>
    private static void Points(KernelWriter writer, string name, string first, bool withLastRow)
    {
        writer.Line($"float* {name} = {first}, {name}Column = {name} + tile.Last.Column;");
        writer.Line("var wide = tile.Last.HasColumn;");
        if (withLastRow)
        {
            writer.Line($"float* {name}Row = {name} + tile.Last.Row, {name}Corner = {name} + tile.Last.Corner;");
            writer.Line("var tall = tile.Last.HasRow;");
        }
    }

    /// <summary>Moves the addresses of <see cref="Points"/> to the next block.</summary>
    private static void Move(KernelWriter writer, string name, string step, bool withLastRow)
    {
        string[] addresses = withLastRow ? ["", "Column", "Row", "Corner"] : ["", "Column"];
        writer.Line(string.Join(' ', addresses.Select(which => $"{name}{which} += {step};")));
    }

    private static string Point(string name, int row, int column) =>
        Times(name + (row == 5, column == 5) switch
        {
            (true, true) => "Corner",
            (true, false) => "Row",
            (false, true) => "Column",
            _ => "",
        }, 6 * row + column, "ps");

    /// <summary>The address so many strides behind another one.</summary>
    private static string Times(string address, int count, string stride) =>
        count switch { 0 => address, 1 => $"{address} + {stride}", _ => $"{address} + {count} * {stride}" };

    /// <summary>
    /// Turns a formula for any column into that of column number <paramref name="j"/>, in which each variable has
    /// the number behind its name.
    /// </summary>
    private static Func<string, string> Column(int j, params string[] variables) => formula =>
        variables.Aggregate(formula, (text, name) => Regex.Replace(text, $@"\b{name}\b", name + j, RegexOptions.None, TimeSpan.FromSeconds(1)));
}
