namespace MiniTensor.Data;

/// <summary>The pictures of some classes, which are numbered anew: the first class that is named becomes 0, the next one 1.</summary>
/// <remarks>
/// For learning in turns: a network of k scores needs the targets 0 to k - 1, whatever numbers the classes have in the
/// whole set. Nothing is copied.
/// </remarks>
/// <example><code>
/// var shoes = new ClassSubset(fashion, [5, 7, 9]);            // sandal is 0, sneaker 1, ankle boot 2
/// var few = new ClassSubset(fashion, [5, 7, 9], perClass: 20);
/// </code></example>
public sealed class ClassSubset : IDataset
{
    private readonly ImageDataset _source;
    private readonly Subset _pictures;
    private readonly int[] _numbers; // the new number of each class of the source; -1 where it is left out

    /// <param name="source">The whole set.</param>
    /// <param name="classes">Which of its classes, each once.</param>
    /// <param name="perClass">How many pictures of each; null takes all.</param>
    /// <param name="rng">Chooses them; null takes the first ones.</param>
    /// <exception cref="ShapeException">A class does not exist or is named twice, or has fewer pictures than are asked for.</exception>
    public ClassSubset(ImageDataset source, ReadOnlySpan<int> classes, int? perClass = null, Rng? rng = null)
    {
        _source = source;
        _numbers = Numbers(source.ClassNames.Count, classes);
        _pictures = new Subset(source, Chosen(source, _numbers, classes.Length, perClass, rng));
        ClassNames = [.. classes.ToArray().Select(c => source.ClassNames[c])];
    }

    /// <summary>What the classes are called, by their new number.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Which pictures of the whole set these are, in its order.</summary>
    public IReadOnlyList<int> Indices => _pictures.Indices;

    public int Count => _pictures.Count;

    public Shape InputShape => _source.InputShape;

    public Shape TargetShape => [];

    public bool HasClasses => true;

    /// <summary>The new number of a picture's class.</summary>
    /// <param name="index">Which picture of this subset.</param>
    public int ClassOf(int index) => _numbers[_source.Classes[Indices[index]]];

    public void Read(int index, in Item item)
    {
        _pictures.Read(index, item);
        item.Classes[0] = ClassOf(index);
    }

    public PixelMap? MakePixelMap() => _pictures.MakePixelMap();

    private static int[] Numbers(int count, ReadOnlySpan<int> classes)
    {
        ShapeException.Require(classes.Length > 0, nameof(ClassSubset), $"needs one class or more of {count}; got none");
        var numbers = new int[count];
        numbers.AsSpan().Fill(-1);
        for (var i = 0; i < classes.Length; i++)
        {
            var c = classes[i];
            ShapeException.Require(
                (uint)c < (uint)count && numbers[c] < 0, nameof(ClassSubset), $"needs classes from 0 to {count - 1}, each once; got {c} at place {i}");
            numbers[c] = i;
        }

        return numbers;
    }

    private static int[] Chosen(ImageDataset source, int[] numbers, int classes, int? perClass, Rng? rng)
    {
        int[] order = [.. Enumerable.Range(0, source.Count)];
        rng?.Shuffle<int>(order);
        var (taken, chosen) = (new int[classes], new List<int>());
        foreach (var index in order)
        {
            var number = numbers[source.Classes[index]];
            if (number >= 0 && (perClass is null || taken[number] < perClass))
            {
                taken[number]++;
                chosen.Add(index);
            }
        }

        var few = Array.FindIndex(taken, count => count < perClass);
        ShapeException.Require(
            few < 0,
            nameof(ClassSubset),
            $"needs {perClass} pictures of each class; got {taken[Math.Max(few, 0)]} of {source.ClassNames[Array.IndexOf(numbers, Math.Max(few, 0))]}");
        chosen.Sort();
        return [.. chosen];
    }
}
