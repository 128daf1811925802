namespace MiniTensor.Data;

/// <summary>First names, as tokens: a letter is a number from 0 (a) to 25 (z), and 26 begins and ends a name.</summary>
/// <remarks>
/// names.txt holds 2,539 names more than once. They are made distinct before they are split, so that no name is in
/// both parts: a model is not asked about a name that it has seen.
/// </remarks>
public sealed class Names
{
    /// <summary>The token that stands before the first letter and after the last one.</summary>
    public const int Edge = 26;

    /// <summary>How many tokens there are: 26 letters and the edge.</summary>
    public const int TokenCount = 27;

    internal const string Set = "names";

    internal static DataFile File { get; } =
        new(Set, "names.txt", 228_145, "0a30b5557f192f32ab962680889aac5f6fda0f4cecf40a6d0b5694f58ea8cc4d");

    private Names(string[] train, string[] heldOut) => (Train, HeldOut) = (train, heldOut);

    /// <summary>The names to learn from, in random order.</summary>
    public IReadOnlyList<string> Train { get; }

    /// <summary>Names that are in the other part not even once, to test with.</summary>
    public IReadOnlyList<string> HeldOut { get; }

    /// <summary>Reads the names, each once, shuffles them, and holds some out.</summary>
    /// <param name="heldOut">How many names are held out.</param>
    /// <param name="rng">Where the order comes from.</param>
    /// <exception cref="DataFileException">The file is missing or not right: the message says how to get it.</exception>
    public static Names Load(int heldOut, Rng rng)
    {
        var names = TextFile.Lines(TextFile.Decode(File.Name, File.Read())).Distinct().ToArray();
        ArgumentOutOfRangeException.ThrowIfNegative(heldOut);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(heldOut, names.Length);
        rng.Shuffle<string>(names);
        return new(names[heldOut..], names[..heldOut]);
    }

    /// <summary>A name's tokens, with the edge at both ends: "ab" is [26, 0, 1, 26].</summary>
    public static int[] Encode(string name) => [Edge, .. name.Select(letter => letter - 'a'), Edge];

    /// <summary>The letter of a token from 0 to 25.</summary>
    public static char Letter(int token) => (char)('a' + token);
}
