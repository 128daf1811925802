using System.Text;
using MiniTensor;
using MiniTensor.Data;

namespace CourseKit.Course.Training;

/// <summary>Names as examples for a model that guesses the next letter from the three before it.</summary>
internal sealed class NameData
{
    /// <summary>How many letters the model sees.</summary>
    public const int Context = 3;

    /// <summary>As makemore has them: 2,539 names occur more than once, some of them in two parts.</summary>
    public const string Classic = "names-classic";

    /// <summary>Each name once, so that no part knows a name of another.</summary>
    public const string Distinct = "names";

    private NameData(string[] names, Rng order)
    {
        order.Shuffle<string>(names);
        var (most, rest) = (names.Length * 8 / 10, names.Length * 9 / 10);
        (Train, Validation, Test) = (Examples(names[..most]), Examples(names[most..rest]), Examples(names[rest..]));
    }

    /// <summary>Eight names in ten.</summary>
    public TensorDataset Train { get; }

    /// <summary>One in ten, to choose by.</summary>
    public TensorDataset Validation { get; }

    /// <summary>One in ten, to measure once.</summary>
    public TensorDataset Test { get; }

    public static NameData Load(string data, Rng order)
    {
        var file = DataSet.All.First(set => set.Name == Distinct).Files[0];
        var names = Encoding.ASCII.GetString(file.Read()).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new NameData(data == Classic ? names : [.. names.Distinct()], order);
    }

    private static TensorDataset Examples(string[] names)
    {
        List<float> contexts = [];
        List<int> next = [];
        foreach (var name in names)
        {
            // The edge begins the name as often as there are letters to see: the first letter is guessed from edges alone.
            int[] tokens = [.. Enumerable.Repeat(Names.Edge, Context - 1), .. Names.Encode(name)];
            for (var at = Context; at < tokens.Length; at++)
            {
                contexts.AddRange(tokens[(at - Context)..at].Select(token => (float)token));
                next.Add(tokens[at]);
            }
        }

        return new TensorDataset(Tensor.Of([.. contexts], [next.Count, Context]), next.ToArray());
    }
}
