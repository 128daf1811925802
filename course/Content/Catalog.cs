using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace CourseKit.Course.Content;

/// <summary>All exercises, in the order of the course.</summary>
internal sealed class Catalog
{
    private Catalog(IReadOnlyList<Exercise> exercises) => Exercises = exercises;

    public IReadOnlyList<Exercise> Exercises { get; }

    /// <summary>Stage folders ("01-scalar"), in order.</summary>
    public IEnumerable<string> Stages => Exercises.Select(exercise => exercise.Stage).Distinct();

    public static Catalog Load(Workspace workspace)
    {
        var reader = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build();
        var exercises = Directory.EnumerateDirectories(workspace.Exercises)
            .SelectMany(stage => Directory.EnumerateFiles(stage, "*.yaml"))
            .Select(file => Read(workspace, reader, file))
            .OrderBy(exercise => exercise.Stage, StringComparer.Ordinal)
            .ThenBy(exercise => exercise.IsMilestone)
            .ThenBy(exercise => exercise.Id, StringComparer.Ordinal)
            .ToList();
        var twice = exercises.GroupBy(exercise => exercise.Id).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? new Catalog(exercises)
            : throw new CourseException($"The exercise id {twice.Key} is used twice: {string.Join(" and ", twice.Select(e => e.Name))}.");
    }

    /// <summary>The exercise with this id; "2.3" is 02.3 and "m1" is M01.</summary>
    public Exercise Get(string id) => Exercises.FirstOrDefault(e => string.Equals(e.Id, InFull(id), StringComparison.OrdinalIgnoreCase))
        ?? throw new CourseException($"There is no exercise {id}. `course list` shows them all.");

    /// <summary>An id with the zero that people leave out.</summary>
    public static string InFull(string id)
    {
        var letters = id.StartsWith('M') || id.StartsWith('m') ? 1 : 0;
        var digits = id[letters..].Split('.')[0].Length;
        return digits == 1 ? id.Insert(letters, "0") : id;
    }

    private static Exercise Read(Workspace workspace, IDeserializer reader, string file)
    {
        try
        {
            var entry = reader.Deserialize<Entry>(File.ReadAllText(file));
            return new Exercise
            {
                Id = Required(entry.Id, "id"),
                Title = Required(entry.Title, "title"),
                Points = entry.Points is > 0 and var points ? points : throw new FormatException("points must be a number above 0"),
                Lesson = Required(entry.Lesson, "lesson"),
                Hints = entry.Hints is { Count: 3 } hints ? hints : throw new FormatException("there must be three hints"),
                Mistakes = entry.Mistakes.ToDictionary(
                    pair => pair.Key,
                    pair => new Mistake(Required(pair.Value.Test, "test"), Required(pair.Value.Says, "says")),
                    StringComparer.Ordinal),
                Seconds = entry.Seconds,
                ProgramSeconds = entry.ProgramSeconds ?? entry.Seconds,
                Stage = Path.GetFileName(Path.GetDirectoryName(file)) ?? "",
                Name = Path.GetFileNameWithoutExtension(file),
            };
        }
        catch (Exception e) when (e is YamlException or FormatException)
        {
            var line = e is YamlException yaml ? $":{yaml.Start.Line}" : "";
            throw new CourseException($"{workspace.Display(file)}{line}: {e.Message}");
        }
    }

    private static string Required(string? value, string name) =>
        string.IsNullOrWhiteSpace(value) ? throw new FormatException($"{name} is missing") : value;

    private sealed class Entry
    {
        public string? Id { get; set; }

        public string? Title { get; set; }

        public int? Points { get; set; }

        public string? Lesson { get; set; }

        public int? Seconds { get; set; }

        public int? ProgramSeconds { get; set; }

        public List<string>? Hints { get; set; }

        public Dictionary<string, MistakeEntry> Mistakes { get; set; } = [];
    }

    private sealed class MistakeEntry
    {
        public string? Test { get; set; }

        public string? Says { get; set; }
    }
}
