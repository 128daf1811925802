using System.Text.Json;

namespace CourseKit.Course.Learner;

/// <summary>Keeps the progress in <c>.course/progress.json</c>, through crashes, full disks and two processes at once.</summary>
/// <param name="folder">The learner's state folder; it is made by the first write.</param>
/// <param name="warn">Told in one sentence what went wrong. A fault here never stops the command that was asked for.</param>
/// <param name="file">How files are written; tests put faults here.</param>
internal sealed class ProgressStore(string folder, Action<string> warn, DurableFile? file = null)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly DurableFile _file = file ?? new DurableFile();

    public string Path { get; } = System.IO.Path.Combine(folder, "progress.json");

    /// <summary>The good copy before the last write.</summary>
    private string Previous => System.IO.Path.Combine(folder, "progress.previous.json");

    /// <summary>The progress on disk. A broken file is kept aside, and the previous good copy stands in for it.</summary>
    public LearnerProgress Load()
    {
        try
        {
            return Read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            warn($"The progress file cannot be read: {e.Message}");
            return new LearnerProgress();
        }
    }

    /// <summary>Changes what is on disk now, which another process may have changed since it was last read.</summary>
    /// <returns>The changed progress, also when it could not be written.</returns>
    public LearnerProgress Update(Func<LearnerProgress, LearnerProgress> change)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var @lock = Lock();
            var before = Read();
            var after = change(before);
            _file.Write(Previous, JsonSerializer.Serialize(before, s_json));
            _file.Write(Path, JsonSerializer.Serialize(after, s_json));
            return after;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            warn($"This was not saved to the progress file, which is as it was before: {e.Message}");
            return change(Load());
        }
    }

    private LearnerProgress Read()
    {
        if (TryRead(Path, out var fault) is { } progress)
        {
            return progress;
        }

        var earlier = TryRead(Previous, out _);
        if (fault is not null)
        {
            var aside = System.IO.Path.Combine(folder, $"progress.broken-{DateTime.Now:yyyyMMdd-HHmmss}.json");
            File.Move(Path, aside, overwrite: true);
            warn($"The progress file is broken ({fault}) and is kept as {System.IO.Path.GetFileName(aside)}. "
                + (earlier is null ? "Going on from an empty one." : "Going on from the copy before it."));
        }

        return earlier ?? new LearnerProgress();
    }

    /// <returns>The progress; null when there is no such file, or when it has a <paramref name="fault"/>.</returns>
    private static LearnerProgress? TryRead(string path, out string? fault)
    {
        fault = null;
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var progress = JsonSerializer.Deserialize<LearnerProgress>(stream, s_json);
            if (progress is { Version: LearnerProgress.CurrentVersion, Exercises: not null })
            {
                return progress with { Exercises = new(progress.Exercises, StringComparer.Ordinal) };
            }

            fault = progress is { Version: > LearnerProgress.CurrentVersion }
                ? $"its form, {progress.Version}, belongs to a later version of the kit"
                : "it holds no progress";
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Nothing has been kept yet.
        }
        catch (JsonException e)
        {
            fault = $"line {e.LineNumber + 1} is not JSON";
        }
        catch (UnauthorizedAccessException)
        {
            fault = "it may not be read";
        }

        return null;
    }

    /// <summary>Waits for other processes that are writing.</summary>
    private FileStream Lock()
    {
        var path = System.IO.Path.Combine(folder, "progress.lock");
        var giveUp = Environment.TickCount64 + (long)s_patience.TotalMilliseconds;
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path) && Environment.TickCount64 < giveUp)
            {
                Thread.Sleep(20);
            }
        }
    }
}
