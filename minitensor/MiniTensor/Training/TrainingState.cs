using MiniTensor.Data;
using MiniTensor.IO;

namespace MiniTensor.Training;

/// <summary>Everything that a run is made of, as one checkpoint.</summary>
internal sealed class TrainingState
{
    private const string SettingPrefix = "settings.";
    private const string Schedule = "schedule";
    private const string Nothing = "nothing";

    private static readonly string[] s_length = ["epochs", "steps"];

    private readonly CheckpointFolder _folder;
    private readonly TrainingRun _run;
    private readonly List<(string Name, IStateful Part)> _parts;
    private readonly Dictionary<string, string> _settings;

    public TrainingState(CheckpointFolder folder, TrainingRun run, DataLoader loader, LossMeter losses)
    {
        (_folder, _run) = (folder, run);
        var options = run.Options;
        List<(string Name, IStateful? Part)> parts =
        [
            ("model", run.Model), ("optimizer", run.Optimizer), ("loader", loader), ("run", run), ("history", run.History), ("loss", losses),
            ("schedule", options.Schedule), ("ema", options.Ema), ("early_stopping", options.EarlyStopping),
            .. options.Metrics.Select(metric => ($"metric.{metric.Name}", (IStateful?)metric)),
            .. options.Callbacks.OfType<IStateful>().Select((callback, index) => ($"callback.{index}", (IStateful?)callback)),
            .. options.State.Select(state => ($"state.{state.Key}", (IStateful?)state.Value)),
        ];
        _parts = [.. parts.Where(part => part.Part is not null).Select(part => (part.Name, part.Part ?? run))];
        _settings = options.Described(run).ToDictionary(setting => setting.Name, setting => setting.Value);
    }

    public void Save()
    {
        var texts = _parts.SelectMany(part => part.Part.StateTexts.Select(text => ($"{part.Name}.{text.Name}", text.Value)))
            .Concat(_settings.Select(setting => (SettingPrefix + setting.Key, setting.Value)))
            .ToDictionary();
        _folder.Save(_run.Step, Tensors(), texts);
    }

    /// <summary>Puts every part where the newest checkpoint had it; without a checkpoint all stays as it is.</summary>
    /// <param name="note">Is told of a checkpoint that cannot be read.</param>
    /// <exception cref="TrainingException">The checkpoint is of another run: the message names the difference.</exception>
    public void Restore(Action<string> note)
    {
        if (_folder.Newest(note) is not var (path, texts))
        {
            return;
        }

        var planned = RequireSameSettings(path, texts);
        try
        {
            Checkpoint.Load(path, Tensors());
            foreach (var (name, part) in _parts)
            {
                var prefix = name + ".";
                part.RestoreTexts(texts.Where(text => text.Key.StartsWith(prefix, StringComparison.Ordinal))
                    .ToDictionary(text => text.Key[prefix.Length..], text => text.Value));
            }
        }
        catch (Exception e) when (e is SafetensorsException or FormatException or InvalidDataException)
        {
            var fault = e is SafetensorsException { Fault: var text } ? text : $"{path}: {e.Message}";
            throw new TrainingException(
                $"The run cannot go on from {fault} Resume with the model, the data and the options it was made with, or begin anew in another folder.", e);
        }

        if (planned is not null)
        {
            RequireSteps(path);
            note($"The run was planned for {planned} and goes on to {Length(Mine)}.");
        }
    }

    private Dictionary<string, Tensor> Tensors() =>
        _parts.SelectMany(part => part.Part.StateTensors.Select(state => ($"{part.Name}.{state.Name}", state.Tensor))).ToDictionary();

    /// <summary>Refuses what would mix two runs into one.</summary>
    /// <returns>The length that the run was planned for, where it is another one now.</returns>
    private string? RequireSameSettings(string path, IReadOnlyDictionary<string, string> texts)
    {
        var saved = texts.Where(text => text.Key.StartsWith(SettingPrefix, StringComparison.Ordinal)).Select(text => text.Key[SettingPrefix.Length..]);
        var differing = _settings.Keys.Union(saved).Where(name => Mine(name) != Theirs(name)).ToList();
        var hasOtherLength = differing.RemoveAll(s_length.Contains) > 0;
        var namesKindAlone = Mine(Schedule).StartsWith(Theirs(Schedule) + "(", StringComparison.Ordinal); // as the first checkpoints did
        if (!hasOtherLength && namesKindAlone)
        {
            differing.Remove(Schedule);
        }

        if (hasOtherLength && differing is [Schedule])
        {
            var reason = namesKindAlone
                ? $"and its checkpoint says of the learning rates only that they are those of {Theirs(Schedule)}: "
                    + $"whether {Length(Mine)} would change them cannot be told."
                : $"and its learning rates with it: {Theirs(Schedule)}. For {Length(Mine)} they are {Mine(Schedule)}, "
                    + "so it cannot go on as if it had been planned that long from the start.";
            throw new TrainingException(
                $"The run of {path} was planned for {Length(Theirs)}, {reason} "
                + $"Resume with {Length(Theirs)} to end it as it was planned, or begin anew in another folder.");
        }

        if (differing is [var first, ..])
        {
            throw new TrainingException(
                $"The checkpoint {path} is of another run: its {first} is {Theirs(first)}, and here it is {Mine(first)}. "
                + $"Resume with {first} {Theirs(first)}, or begin anew in another folder.");
        }

        return hasOtherLength ? Length(Theirs) : null;

        string Theirs(string name) => texts.GetValueOrDefault(SettingPrefix + name, Nothing);
    }

    /// <summary>A run cannot be made shorter than it is.</summary>
    private void RequireSteps(string path)
    {
        if (_run.Step > _run.TotalSteps)
        {
            throw new TrainingException(
                $"The run of {path} has taken {_run.Step} steps, and now it is to have {_run.TotalSteps} in all. Resume with more, or begin anew in another folder.");
        }
    }

    private string Mine(string name) => _settings.GetValueOrDefault(name, Nothing);

    /// <summary>How long a run is, as in "2 epochs".</summary>
    private static string Length(Func<string, string> setting) =>
        string.Join(" and ", s_length.Where(name => setting(name) != "none").Select(name => setting(name) == "1" ? $"1 {name[..^1]}" : $"{setting(name)} {name}"));
}
