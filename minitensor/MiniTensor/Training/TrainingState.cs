using MiniTensor.Data;
using MiniTensor.IO;

namespace MiniTensor.Training;

/// <summary>Everything that a run is made of, as one checkpoint.</summary>
internal sealed class TrainingState
{
    private const string SettingPrefix = "settings.";

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
        _settings = options.Described(run).ToDictionary(setting => SettingPrefix + setting.Name, setting => setting.Value);
    }

    public void Save()
    {
        var texts = _parts.SelectMany(part => part.Part.StateTexts.Select(text => ($"{part.Name}.{text.Name}", text.Value)))
            .Concat(_settings.Select(setting => (setting.Key, setting.Value)))
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

        RequireSameSettings(path, texts);
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
            throw new TrainingException(
                $"The run cannot go on from {path}: {e.Message} Resume with the model, the data and the options it was made with, or begin anew in another folder.", e);
        }
    }

    private Dictionary<string, Tensor> Tensors() =>
        _parts.SelectMany(part => part.Part.StateTensors.Select(state => ($"{part.Name}.{state.Name}", state.Tensor))).ToDictionary();

    private void RequireSameSettings(string path, IReadOnlyDictionary<string, string> texts)
    {
        var saved = texts.Where(text => text.Key.StartsWith(SettingPrefix, StringComparison.Ordinal)).Select(text => text.Key);
        foreach (var key in _settings.Keys.Union(saved))
        {
            var (mine, theirs) = (_settings.GetValueOrDefault(key, "nothing"), texts.GetValueOrDefault(key, "nothing"));
            if (mine != theirs)
            {
                var name = key[SettingPrefix.Length..];
                throw new TrainingException(
                    $"The checkpoint {path} is of another run: its {name} is {theirs}, and here it is {mine}. "
                    + $"Resume with {name} {theirs}, or begin anew: in another folder, or after deleting the checkpoints in this one.");
            }
        }
    }
}
