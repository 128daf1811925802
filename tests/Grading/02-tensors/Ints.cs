namespace CourseKit.Grading.Stage02;

/// <summary>Shapes, strides and indices in graded tests: how they are compared and written.</summary>
internal static class Ints
{
    /// <summary>As shapes are written in the lessons: (2, 3), (5), ().</summary>
    public static string Text(IEnumerable<int>? numbers) => numbers is null ? "null" : $"({string.Join(", ", numbers)})";

    /// <summary>The numbers are the expected ones; otherwise the learner reads what came, and the question for a wrong answer that is known.</summary>
    public static void Expect(
        int[] expected, int[]? actual, string what, params (int[] Value, string Says)[] knownMistakes)
    {
        var says = knownMistakes.FirstOrDefault(mistake => actual is not null && mistake.Value.SequenceEqual(actual)).Says;
        CourseKit.Grading.Expect.Equal(Text(expected), Text(actual), what, says);
    }

    /// <summary>How many elements a shape has.</summary>
    public static int Count(IEnumerable<int> shape) => shape.Aggregate(1, (product, size) => product * size);

    /// <summary>Every index of a shape, in reading order: by loops within loops, as one would write them down.</summary>
    public static IEnumerable<int[]> Indices(int[] shape) => shape.Length == 0
        ? [[]]
        : Indices(shape[..^1]).SelectMany(_ => Enumerable.Range(0, shape[^1]), (head, last) => (int[])[.. head, last]);

    /// <summary>The places that strides lead to, in reading order.</summary>
    public static int[] Places(int[] shape, int[] strides, int offset = 0) =>
        [.. Indices(shape).Select(index => offset + index.Zip(strides, (i, stride) => i * stride).Sum())];

    /// <summary>Strides of numbers in a row, the last axis fastest: the product of the sizes behind each axis.</summary>
    public static int[] RowMajor(int[] shape) => [.. shape.Select((_, axis) => Count(shape[(axis + 1)..]))];

    /// <summary>A shape of that many axes, with sizes from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public static int[] Shape(MiniTensor.Rng rng, int rank, int least = 1, int most = 4) =>
        [.. Enumerable.Range(0, rank).Select(_ => least + rng.Next(most - least + 1))];
}
