namespace CourseKit.Course.Watching;

/// <summary>Waits for a file to be saved, on any file system and by any editor.</summary>
/// <remarks>
/// The truth is polled: when a file was last written and how long it is. That works on network and WSL folders, which
/// report no changes, and for editors that save by renaming. A FileSystemWatcher, where it works, only ends the wait
/// between two polls early. A save counts once the file has been still for a moment, so a save in several
/// steps is one save.
/// </remarks>
internal sealed class SaveWatch : IDisposable
{
    private readonly TimeSpan _poll;
    private readonly TimeSpan _stillness;
    private readonly Lock _looking = new(); // held while stamps are compared, and while the program itself writes
    private readonly Dictionary<string, Stamp> _seen;
    private readonly SemaphoreSlim _nudge = new(0, 1);
    private readonly List<FileSystemWatcher> _watchers = [];

    /// <param name="files">The files to watch; they need not exist yet.</param>
    /// <param name="poll">How often to look; 250 ms by default.</param>
    /// <param name="stillness">How long a file must not change; 60 ms by default.</param>
    /// <param name="events">False to rely on polling alone.</param>
    public SaveWatch(IEnumerable<string> files, TimeSpan? poll = null, TimeSpan? stillness = null, bool events = true)
    {
        _poll = poll ?? TimeSpan.FromMilliseconds(250);
        _stillness = stillness ?? TimeSpan.FromMilliseconds(60);
        _seen = files.ToDictionary(file => file, Stamp.Of, StringComparer.Ordinal);
        if (events)
        {
            foreach (var folder in _seen.Keys.Select(Path.GetDirectoryName).OfType<string>().Distinct().Where(Directory.Exists))
            {
                TryListen(folder);
            }
        }
    }

    /// <summary>Completes with the path of the next file that is saved.</summary>
    public async Task<string> NextSaveAsync(CancellationToken cancel)
    {
        while (true)
        {
            if (FirstChanged() is var (file, changed))
            {
                var still = await WhenStillAsync(file, changed, cancel);
                lock (_looking)
                {
                    _seen[file] = still;
                }

                return file;
            }

            await _nudge.WaitAsync(_poll, cancel);
        }
    }

    /// <summary>Lets the program itself write a file, which then is no save.</summary>
    public void Write(string file, Action write)
    {
        lock (_looking)
        {
            write();
            _seen[file] = Stamp.Of(file);
        }
    }

    public void Dispose()
    {
        _watchers.ForEach(watcher => watcher.Dispose());
        _nudge.Dispose();
    }

    private (string File, Stamp Stamp)? FirstChanged()
    {
        lock (_looking)
        {
            foreach (var (file, seen) in _seen)
            {
                if (Stamp.Of(file) is { Exists: true } stamp && stamp != seen)
                {
                    return (file, stamp);
                }
            }

            return null;
        }
    }

    private async Task<Stamp> WhenStillAsync(string file, Stamp stamp, CancellationToken cancel)
    {
        while (true)
        {
            await Task.Delay(_stillness, cancel);
            var now = Stamp.Of(file);
            if (now == stamp && now.Exists)
            {
                return now;
            }

            stamp = now;
        }
    }

    private void TryListen(string folder)
    {
        try
        {
            var watcher = new FileSystemWatcher(folder);
            watcher.Changed += Nudge;
            watcher.Created += Nudge;
            watcher.Renamed += Nudge;
            watcher.EnableRaisingEvents = true;
            _watchers.Add(watcher);
        }
        catch (Exception e) when (e is IOException or ArgumentException or PlatformNotSupportedException)
        {
            // No events here (a network folder, or the system's limit of watchers is reached): polling does it.
        }
    }

    private void Nudge(object sender, FileSystemEventArgs e)
    {
        try
        {
            if (_nudge.CurrentCount == 0)
            {
                _nudge.Release();
            }
        }
        catch (Exception late) when (late is SemaphoreFullException or ObjectDisposedException)
        {
            // Two events at once, or one after the end.
        }
    }

    private readonly record struct Stamp(bool Exists, DateTime WrittenAt, long Length)
    {
        public static Stamp Of(string file)
        {
            var info = new FileInfo(file);
            return info.Exists ? new(true, info.LastWriteTimeUtc, info.Length) : default;
        }
    }
}
