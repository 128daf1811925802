namespace CourseKit.Grading.Stage01;

/// <summary>A part of the GPT that can be left out or done wrong, to know the answer that comes then.</summary>
internal enum GptPart
{
    None,
    PositionEmbedding,
    FirstNorm,
    AttentionNorm,
    AttentionOutput,
    AttentionResidual,
    FourHeads,
    EarlierPositions,
    KeysAreNotValues,
    MlpNorm,
    MlpRelu,
    MlpResidual,
}

/// <summary>The GPT of milestone 01 in plain numbers and naive loops.</summary>
/// <param name="matrices">The nine matrices by name, as rows.</param>
internal sealed class GptOracle(IReadOnlyDictionary<string, double[][]> matrices)
{
    /// <summary>The 27 scores at the last of these tokens' positions, one part left out.</summary>
    public double[] Scores(IReadOnlyList<int> tokens, GptPart without = GptPart.None)
    {
        var x = tokens.Select((token, position) => Embed(token, position, without)).ToArray();
        var normed = x.Select(row => Norm(row, skip: without == GptPart.AttentionNorm)).ToArray();
        var query = Times("Query", normed[^1]);
        var keys = normed.Select(n => Times("Key", n)).ToArray();
        var values = without == GptPart.KeysAreNotValues ? keys : [.. normed.Select(n => Times("Value", n))];
        if (without == GptPart.EarlierPositions)
        {
            (keys, values) = (keys[^1..], values[^1..]);
        }

        var attended = query.Chunk(without == GptPart.FourHeads ? 16 : 4)
            .SelectMany((piece, head) => Attend(piece, head * piece.Length, keys, values)).ToArray();
        var found = without == GptPart.AttentionOutput ? attended : Times("Mix", attended);
        var y = without == GptPart.AttentionResidual ? found : Add(x[^1], found);

        var hidden = Times("Expand", Norm(y, skip: without == GptPart.MlpNorm));
        var bent = hidden.Select(h => without == GptPart.MlpRelu ? h : Math.Max(0, h)).ToArray();
        var mlp = Times("Shrink", bent);
        return Times("Scores", without == GptPart.MlpResidual ? mlp : Add(y, mlp));
    }

    /// <summary>-ln of the probability that these scores give to a token.</summary>
    public static double Loss(double[] scores, int target)
    {
        var largest = scores.Max();
        return largest + Math.Log(scores.Sum(score => Math.Exp(score - largest))) - scores[target];
    }

    private double[] Embed(int token, int position, GptPart without)
    {
        var row = matrices["TokenEmbedding"][token];
        return Norm(
            without == GptPart.PositionEmbedding ? row : Add(row, matrices["PositionEmbedding"][position]),
            skip: without == GptPart.FirstNorm);
    }

    /// <summary>One head, whose numbers begin at <paramref name="start"/> in every key and value.</summary>
    private static double[] Attend(double[] query, int start, double[][] keys, double[][] values)
    {
        var powers = keys.Select(key =>
            Math.Exp(query.Select((q, j) => q * key[start + j]).Sum() / Math.Sqrt(query.Length))).ToArray();
        return
        [
            .. query.Select((_, j) => powers.Select((power, t) => power / powers.Sum() * values[t][start + j]).Sum()),
        ];
    }

    private double[] Times(string matrix, double[] x) =>
        [.. matrices[matrix].Select(row => row.Zip(x, (a, b) => a * b).Sum())];

    private static double[] Add(double[] a, double[] b) => [.. a.Zip(b, (p, q) => p + q)];

    private static double[] Norm(double[] x, bool skip) =>
        skip ? x : [.. x.Select(number => number / Math.Sqrt(x.Average(n => n * n) + 1e-5))];
}
