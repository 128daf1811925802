namespace CourseKit.Course.Authoring;

/// <summary>
/// Writes the products in registers that convolutions are made of, one method for each size of block, with a local
/// variable for each sum.
/// </summary>
internal static class ConvKernels
{
    /// <summary>
    /// 24 rows of one vector or 12 of two: with two vectors of b and one of a they fill 27 of AVX-512's 32
    /// registers.
    /// </summary>
    private const int MaxSums = 24;

    private const int MaxVectors = 2;

    private const int MaxPlaneChannels = 4;

    private const int MaxPlaneRows = 12;

    /// <summary>Columns of outputs, each with a sum for each point of F(4, 3).</summary>
    private const int MaxColumnPixels = MaxSums / ColumnPoints;

    private const int ColumnPoints = 6;

    /// <summary>Rows that share a pointer: at 0, 1, 2 and 3 times the stride.</summary>
    private const int RowsPerPointer = 4;

    public static string Text()
    {
        var writer = new KernelWriter("System.Runtime.CompilerServices", "MiniTensor.Simd");
        writer.Line().Line("namespace MiniTensor.Backends.Cpu;").Line();
        writer.Block("internal static unsafe partial class ConvProducts", () =>
        {
            Dispatch(writer, "TapSum<TV, TStore>", "vectors", "in TapProduct p", Sizes());
            writer.Line();
            Dispatch(writer, "PixelSum<TV>", "vectors", "in PixelProduct p", Sizes());
            writer.Line();
            Dispatch(writer, "PlaneSum<TV>", "channels", "in PlaneProduct p", PlaneSizes());
            foreach (var (rows, vectors) in Sizes())
            {
                writer.Line();
                TapSum(writer, rows, vectors);
                writer.Line();
                PixelSum(writer, rows, vectors);
            }

            foreach (var (rows, channels) in PlaneSizes())
            {
                writer.Line();
                PlaneSum(writer, rows, channels);
            }

            writer.Line();
            ColumnSums(writer);
        });
        return writer.ToString();
    }

    private static IEnumerable<(int Rows, int Vectors)> Sizes() =>
        from vectors in Enumerable.Range(1, MaxVectors)
        from rows in Enumerable.Range(1, MaxSums / vectors)
        select (rows, vectors);

    private static IEnumerable<(int Rows, int Channels)> PlaneSizes() =>
        from channels in Enumerable.Range(1, MaxPlaneChannels)
        from rows in Enumerable.Range(1, Math.Min(MaxPlaneRows, MaxSums / channels))
        select (rows, channels);

    private static void Dispatch(
        KernelWriter writer, string name, string columns, string parameter, IEnumerable<(int Rows, int Columns)> sizes)
    {
        writer.Line($"public static partial void {name}(int rows, int {columns}, {parameter})");
        writer.Block(Constraints(name), () => writer.Block($"switch ({columns}, rows)", () =>
        {
            foreach (var (rows, count) in sizes)
            {
                writer.Line($"case ({count}, {rows}): {name.Replace("<", $"{rows}x{count}<")}(p); break;");
            }
        }));
    }

    private static void TapSum(KernelWriter writer, int rows, int vectors)
    {
        Method(writer, $"TapSum{rows}x{vectors}<TV, TStore>(in TapProduct p)", () =>
        {
            writer.Line("nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run, ahead = p.BAhead;");
            Next(writer, vectors);
            writer.Line("float* b = p.B, start = p.Start;");
            for (var i = 0; i < rows; i++)
            {
                var onward = i < rows - 1 ? " start += p.StartRow;" : "";
                writer.Line(Each(vectors, j => $"var c{i}_{j} = TV.Load(start{(j == 0 ? "" : " + TV.Count")});") + onward);
            }

            writer.Block("for (var t = 0; t < p.TapCount; t++)", () =>
            {
                writer.Line("var a0 = p.A + p.Taps[t];");
                for (var i = RowsPerPointer; i < rows; i += RowsPerPointer)
                {
                    writer.Line($"var a{i} = a{i - RowsPerPointer} + {RowsPerPointer} * row;");
                }

                writer.Block("for (var k = run; k > 0; k--)", () =>
                {
                    MultiplyAdd(writer, rows, vectors, RowAddress);
                    writer.Line(Each(vectors, j => $"Prefetch.ToL2(b{(j == 0 ? "" : " + next")} + ahead);"));
                    writer.Line("b += TV.Count;");
                    writer.Line(Each((rows + RowsPerPointer - 1) / RowsPerPointer, g => $"a{g * RowsPerPointer}++;"));
                });
            });
            writer.Line().Line("var c = p.C;");
            for (var i = 0; i < rows; i++)
            {
                var onward = i < rows - 1 ? " c += p.CRow;" : "";
                writer.Line(Each(vectors, j => $"TStore.Store(c{i}_{j}, c{(j == 0 ? "" : " + p.CVector")});") + onward);
            }
        });
    }

    private static void PixelSum(KernelWriter writer, int rows, int vectors)
    {
        string Sum(int i, int j) => "c" + (i == 0 ? "" : $" + {i} * p.CRow") + (j == 0 ? "" : " + p.CVector");
        Method(writer, $"PixelSum{rows}x{vectors}<TV>(in PixelProduct p)", () =>
        {
            writer.Line("var c = p.C;").Line("nint aStep = p.AStep, bStep = p.BStep;");
            Next(writer, vectors);
            for (var i = 0; i < rows; i++)
            {
                writer.Line(Each(vectors, j => $"var c{i}_{j} = TV.Zero; Prefetch.ToL1({Sum(i, j)});"));
            }

            writer.Block("for (nint image = 0; image < p.Images; image++)", () =>
                writer.Block("for (nint line = 0; line < p.Lines; line++)", () =>
            {
                writer.Line("var a = p.A + image * p.AImage + line * p.ALine;");
                writer.Line("var b = p.B + image * p.BImage + line * p.BLine;");
                writer.Block("for (var k = p.Count; k > 0; k--)", () =>
                {
                    MultiplyAdd(writer, rows, vectors, i => i == 0 ? "a" : $"a + {i}");
                    writer.Line("a += aStep;").Line("b += bStep;");
                });
            }));
            writer.Line();
            writer.Block("if (p.Accumulate)", () =>
            {
                for (var i = 0; i < rows; i++)
                {
                    writer.Line(Each(vectors, j => $"c{i}_{j} += TV.Load({Sum(i, j)});"));
                }
            });
            writer.Line();
            for (var i = 0; i < rows; i++)
            {
                writer.Line(Each(vectors, j => $"c{i}_{j}.Store({Sum(i, j)});"));
            }
        });
    }

    private static void PlaneSum(KernelWriter writer, int rows, int channels)
    {
        Method(writer, $"PlaneSum{rows}x{channels}<TV>(in PlaneProduct p)", () =>
        {
            writer.Line("nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, plane = p.APlane;").Line("float* b = p.B, ahead = p.Ahead;");
            for (var i = 0; i < rows; i++)
            {
                writer.Line(Each(channels, j => $"var c{i}_{j} = TV.Zero;"));
            }

            writer.Block("for (var t = 0; t < p.TapCount; t++)", () =>
            {
                writer.Line("var a0 = p.A + p.Taps[t];");
                for (var i = RowsPerPointer; i < rows; i += RowsPerPointer)
                {
                    writer.Line($"var a{i} = a{i - RowsPerPointer} + {RowsPerPointer} * row;");
                }

                writer.Block("for (var o = p.Planes; o > 0; o--)", () =>
                {
                    writer.Line(Each(channels, j => $"var b{j} = TV.Create(b[{j}]);"));
                    for (var i = 0; i < rows; i++)
                    {
                        writer.Line($"var v{i} = TV.Load({RowAddress(i)}); "
                            + Each(channels, j => $"c{i}_{j} = TV.MultiplyAdd(v{i}, b{j}, c{i}_{j});"));
                    }

                    writer.Line("Prefetch.ToL2(ahead);");
                    writer.Line($"b += {channels}; ahead += Prefetch.Line;");
                    writer.Line(Each((rows + RowsPerPointer - 1) / RowsPerPointer, g => $"a{g * RowsPerPointer} += plane;"));
                });
            });
            writer.Line().Line("var c = p.C;");
            for (var i = 0; i < rows; i++)
            {
                writer.Line(Each(channels, j => $"c{i}_{j}.Store(c + {channels * i + j} * TV.Count);"));
            }
        });
    }

    private static void ColumnSums(KernelWriter writer)
    {
        const string Name = "ColumnSum<TV, TStore>";
        writer.Line($"public static partial void {Name}(int pixels, in ColumnProduct p)");
        writer.Block(Constraints(Name), () => writer.Block("switch (pixels)", () =>
        {
            for (var pixels = 1; pixels <= MaxColumnPixels; pixels++)
            {
                writer.Line($"case {pixels}: ColumnSum{pixels}<TV, TStore>(p); break;");
            }
        }));
        for (var pixels = 1; pixels <= MaxColumnPixels; pixels++)
        {
            writer.Line();
            ColumnSum(writer, pixels);
        }
    }

    /// <summary>Columns i have the sums c{i}_0 to c{i}_5, one for each point; then the four outputs that these give.</summary>
    private static void ColumnSum(KernelWriter writer, int pixels)
    {
        Method(writer, $"ColumnSum{pixels}<TV, TStore>(in ColumnProduct p)", () =>
        {
            writer.Line("nint point = p.APoint, point2 = 2 * point, point3 = 3 * point, point4 = 4 * point, point5 = 5 * point;");
            writer.Line("var b = p.B;");
            for (var i = 0; i < pixels; i++)
            {
                writer.Line($"var a{i} = p.A + {i} * p.APixel;");
                writer.Line(Each(ColumnPoints, point => $"var c{i}_{point} = TV.Zero;"));
            }

            writer.Block("for (var k = p.Run; k > 0; k--)", () =>
            {
                for (var point = 0; point < ColumnPoints; point++)
                {
                    var (b, offset) = (point == 0 ? "" : $" + {point} * TV.Count", point switch { 0 => "", 1 => " + point", _ => $" + point{point}" });
                    writer.Line($"var b{point} = TV.Load(b{b}); "
                        + Each(pixels, i => $"c{i}_{point} = TV.MultiplyAdd(b{point}, a{i}{offset}, c{i}_{point});"));
                }

                writer.Line($"b += {ColumnPoints} * TV.Count; " + Each(pixels, i => $"a{i}++;"));
            });
            writer.Line().Line("var c = p.C;").Line("var rows = p.Rows;");
            writer.Line("TV bias = TV.Load(p.Bias), two = TV.Create(2f), four = TV.Create(4f), eight = TV.Create(8f);");
            for (var i = 0; i < pixels; i++)
            {
                var onward = i < pixels - 1 ? " c += p.CPixel;" : "";
                writer.Line($"TV near{i} = c{i}_1 + c{i}_2 + bias, far{i} = c{i}_3 + c{i}_4, odd{i} = c{i}_1 - c{i}_2 + bias, farOdd{i} = c{i}_3 - c{i}_4;");
                writer.Line($"TStore.Store(c{i}_0 + near{i} + far{i}, c);");
                writer.Line($"if (rows > 1) {{ TStore.Store(TV.MultiplyAdd(two, farOdd{i}, odd{i}), c + p.CRow); }}");
                writer.Line($"if (rows > 2) {{ TStore.Store(TV.MultiplyAdd(four, far{i}, near{i}), c + 2 * p.CRow); }}");
                writer.Line($"if (rows > 3) {{ TStore.Store(TV.MultiplyAdd(eight, farOdd{i}, odd{i}) + c{i}_5, c + 3 * p.CRow); }}{onward}");
            }
        });
    }

    /// <summary>Where a row begins, from the pointer it shares with three others.</summary>
    private static string RowAddress(int i) =>
        $"a{i - i % RowsPerPointer}" + (i % RowsPerPointer) switch { 0 => "", 1 => " + row", var r => $" + row{r}" };

    /// <summary>
    /// One step: a number of each row times the vectors of b. Used once, the number comes straight from memory;
    /// used twice, from a register.
    /// </summary>
    private static void MultiplyAdd(KernelWriter writer, int rows, int vectors, Func<int, string> address)
    {
        writer.Line(Each(vectors, j => $"var b{j} = TV.Load(b{(j == 0 ? "" : " + next")});"));
        for (var i = 0; i < rows; i++)
        {
            var twice = Each(vectors, j => $"c{i}_{j} = TV.MultiplyAdd(v{i}, b{j}, c{i}_{j});");
            writer.Line(vectors == 1
                ? $"c{i}_0 = TV.MultiplyAdd(b0, {address(i)}, c{i}_0);"
                : $"var v{i} = TV.Create(*({address(i)})); {twice}");
        }
    }

    private static void Next(KernelWriter writer, int vectors)
    {
        if (vectors == 2)
        {
            writer.Line("var next = p.BVector;");
        }
    }

    private static void Method(KernelWriter writer, string signature, Action body)
    {
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]").Line("private static void " + signature);
        writer.Block(Constraints(signature), body);
    }

    private static string Constraints(string signature) =>
        "    where TV : unmanaged, ISimd<TV>" +
        (signature.Contains("TStore", StringComparison.Ordinal) ? " where TStore : struct, IStore" : "");

    private static string Each(int count, Func<int, string> part) =>
        string.Join(' ', Enumerable.Range(0, count).Select(part));
}
