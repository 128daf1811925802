using System.Text;

namespace CourseKit.Course.Authoring.Kernels;

/// <summary>Writes ConvProducts.g.cs: the matrix products in registers that all convolutions are made of, one method for each block size.</summary>
internal static class ConvProductWriter
{
    /// <summary>24 rows of one vector or 12 of two: with two vectors of b and one of a they fill 27 of AVX-512's 32 registers.</summary>
    private const int MaxSums = 24;

    private const int MaxVectors = 2;

    /// <summary>Rows that share a pointer: the others of a group are one, two and three strides behind it, which costs no register of their own.</summary>
    private const int Group = 4;

    public static string Write()
    {
        var text = new StringBuilder();
        text.AppendLine("// Written by `course author kernels`; edit course/Authoring/Kernels/ConvProductWriter.cs.");
        text.AppendLine("using System.Runtime.CompilerServices;");
        text.AppendLine("using MiniTensor.Simd;");
        text.AppendLine();
        text.AppendLine("namespace MiniTensor.Backends.Cpu;");
        text.AppendLine();
        text.AppendLine("internal static unsafe partial class ConvProducts");
        text.AppendLine("{");
        Switch(text, "TapSum", "TV, TStore", "in TapProduct p");
        Switch(text, "PixelSum", "TV", "in PixelProduct p");
        for (var vectors = 1; vectors <= MaxVectors; vectors++)
        {
            for (var rows = 1; rows <= MaxSums / vectors; rows++)
            {
                TapSum(text, rows, vectors);
                PixelSum(text, rows, vectors);
            }
        }

        text.Length -= Environment.NewLine.Length; // no empty line before the end
        text.AppendLine("}");
        return text.ToString().ReplaceLineEndings("\n");
    }

    private static void Switch(StringBuilder text, string name, string types, string parameter)
    {
        text.AppendLine($"    public static partial void {name}<{types}>(int rows, int vectors, {parameter})");
        text.AppendLine("        where TV : unmanaged, ISimd<TV>");
        if (types.Contains("TStore", StringComparison.Ordinal))
        {
            text.AppendLine("        where TStore : struct, IStore");
        }

        text.AppendLine("    {");
        text.AppendLine($"        switch ({MaxSums} * vectors + rows)");
        text.AppendLine("        {");
        for (var vectors = 1; vectors <= MaxVectors; vectors++)
        {
            for (var rows = 1; rows <= MaxSums / vectors; rows++)
            {
                text.AppendLine($"            case {MaxSums * vectors + rows}: {name}{rows}x{vectors}<{types}>(p); break;");
            }
        }

        text.AppendLine("        }");
        text.AppendLine("    }");
        text.AppendLine();
    }

    private static void TapSum(StringBuilder text, int rows, int vectors)
    {
        Head(text, $"TapSum{rows}x{vectors}<TV, TStore>(in TapProduct p)", "where TStore : struct, IStore");
        Line(text, 2, "nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;");
        if (vectors == 2)
        {
            Line(text, 2, "var next = p.BVector;");
        }

        Line(text, 2, "var b = p.B;");
        for (var i = 0; i < rows; i++)
        {
            Line(text, 2, Each(vectors, j => $"var c{i}_{j} = TV.Load(p.Start{Offset(j)});"));
        }

        Line(text, 2, "for (var t = 0; t < p.TapCount; t++)");
        Line(text, 2, "{");
        Line(text, 3, "var a0 = p.A + p.Taps[t];");
        for (var i = Group; i < rows; i += Group)
        {
            Line(text, 3, $"var a{i} = a{i - Group} + 4 * row;");
        }

        Line(text, 3, "for (var k = run; k > 0; k--)");
        Line(text, 3, "{");
        Line(text, 4, Each(vectors, j => $"var b{j} = TV.Load(b{(j == 0 ? "" : " + next")});"));
        for (var i = 0; i < rows; i++)
        {
            var within = i % Group;
            var index = within == 0 ? "0" : within == 1 ? "row" : $"row{within}";
            Line(text, 4, $"var v{i} = TV.Create(a{i - within}[{index}]); " + Each(vectors, j => $"c{i}_{j} = TV.MultiplyAdd(v{i}, b{j}, c{i}_{j});"));
        }

        Line(text, 4, "b += TV.Count;");
        Line(text, 4, Each((rows + Group - 1) / Group, g => $"a{g * Group}++;"));
        Line(text, 3, "}");
        Line(text, 2, "}");
        Line(text, 2, "");
        Line(text, 2, "var c = p.C;");
        for (var i = 0; i < rows; i++)
        {
            Line(text, 2, Each(vectors, j => $"TStore.Store(c{i}_{j}, c{(j == 0 ? "" : " + p.CVector")});") + (i < rows - 1 ? " c += p.CRow;" : ""));
        }

        Line(text, 1, "}");
        Line(text, 0, "");
    }

    private static void PixelSum(StringBuilder text, int rows, int vectors)
    {
        Head(text, $"PixelSum{rows}x{vectors}<TV>(in PixelProduct p)", null);
        Line(text, 2, "var c = p.C;");
        Line(text, 2, "nint aStep = p.AStep, bStep = p.BStep;");
        if (vectors == 2)
        {
            Line(text, 2, "var next = p.BVector;");
        }

        for (var i = 0; i < rows; i++)
        {
            Line(text, 2, Each(vectors, j => $"var c{i}_{j} = TV.Zero;") + " " + Each(vectors, j => $"Prefetch.ToL1(c + {i} * p.CRow{(j == 0 ? "" : " + p.CVector")});"));
        }

        Line(text, 2, "for (nint image = 0; image < p.Images; image++)");
        Line(text, 2, "{");
        Line(text, 3, "for (nint line = 0; line < p.Lines; line++)");
        Line(text, 3, "{");
        Line(text, 4, "var a = p.A + image * p.AImage + line * p.ALine;");
        Line(text, 4, "var b = p.B + image * p.BImage + line * p.BLine;");
        Line(text, 4, "for (var k = p.Count; k > 0; k--)");
        Line(text, 4, "{");
        Line(text, 5, Each(vectors, j => $"var b{j} = TV.Load(b{(j == 0 ? "" : " + next")});"));
        for (var i = 0; i < rows; i++)
        {
            Line(text, 5, $"var v{i} = TV.Create(a[{i}]); " + Each(vectors, j => $"c{i}_{j} = TV.MultiplyAdd(v{i}, b{j}, c{i}_{j});"));
        }

        Line(text, 5, "a += aStep;");
        Line(text, 5, "b += bStep;");
        Line(text, 4, "}");
        Line(text, 3, "}");
        Line(text, 2, "}");
        Line(text, 2, "");
        Line(text, 2, "if (p.Accumulate)");
        Line(text, 2, "{");
        for (var i = 0; i < rows; i++)
        {
            Line(text, 3, Each(vectors, j => $"c{i}_{j} += TV.Load(c + {i} * p.CRow{(j == 0 ? "" : " + p.CVector")});"));
        }

        Line(text, 2, "}");
        Line(text, 2, "");
        for (var i = 0; i < rows; i++)
        {
            Line(text, 2, Each(vectors, j => $"c{i}_{j}.Store(c + {i} * p.CRow{(j == 0 ? "" : " + p.CVector")});"));
        }

        Line(text, 1, "}");
        Line(text, 0, "");
    }

    private static void Head(StringBuilder text, string signature, string? constraint)
    {
        Line(text, 1, "[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        Line(text, 1, "private static void " + signature);
        Line(text, 2, "where TV : unmanaged, ISimd<TV>");
        if (constraint != null)
        {
            Line(text, 2, constraint);
        }

        Line(text, 1, "{");
    }

    private static string Offset(int vector) => vector == 0 ? "" : $" + {vector} * TV.Count";

    private static string Each(int count, Func<int, string> part) => string.Join(" ", Enumerable.Range(0, count).Select(part));

    private static void Line(StringBuilder text, int depth, string line) => text.AppendLine(line.Length == 0 ? "" : new string(' ', 4 * depth) + line);
}
