namespace MiniTensor.Data;

/// <summary>The simplest model of names: how often each token follows each other one. What a network has to beat.</summary>
/// <param name="names">The names to count in.</param>
public sealed class BigramCounts(IEnumerable<string> names)
{
    private readonly int[,] _counts = Count(names);

    /// <summary>P(next | token), each count raised by one so that no pair is impossible (Laplace's smoothing).</summary>
    public double Probability(int token, int next)
    {
        var row = 0;
        for (var other = 0; other < Names.TokenCount; other++)
        {
            row += _counts[token, other] + 1;
        }

        return (_counts[token, next] + 1) / (double)row;
    }

    /// <summary>The mean of -ln P over every letter and every end of the names.</summary>
    public double Loss(IEnumerable<string> names) =>
        names.SelectMany(Pairs).Average(pair => -Math.Log(Probability(pair.Token, pair.Next)));

    private static int[,] Count(IEnumerable<string> names)
    {
        var counts = new int[Names.TokenCount, Names.TokenCount];
        foreach (var (token, next) in names.SelectMany(Pairs))
        {
            counts[token, next]++;
        }

        return counts;
    }

    private static IEnumerable<(int Token, int Next)> Pairs(string name)
    {
        var tokens = Names.Encode(name);
        return tokens.Zip(tokens.Skip(1));
    }
}
