using CourseKit.Course.Checking;
using CourseKit.Course.Learner;
using Xunit;

namespace CourseKit.Tests.Course;

public sealed class ProgressTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coursekit").FullName;
    private readonly List<string> _warnings = [];

    private string ProgressFile => Path.Combine(_folder, "progress.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_kept_survives_a_restart()
    {
        var now = DateTimeOffset.Now;
        Store().Update(p => p.With("02.3", e => e with { PassedAt = now, Attempts = 4, HintsSeen = 2, SolutionOpenedAt = now, PassedSource = "ab" }));
        Store().Update(p => p with { DemoShownAt = now });

        var progress = Store().Load();
        Assert.Equal(new ExerciseProgress { PassedAt = now, Attempts = 4, HintsSeen = 2, SolutionOpenedAt = now, PassedSource = "ab" }, progress.Of("02.3"));
        Assert.Equal(now, progress.DemoShownAt);
        Assert.Empty(_warnings);
    }

    [Fact]
    public void Two_stores_do_not_lose_each_others_passes()
    {
        Parallel.For(0, 20, i => Store().Update(p => p.With($"01.{i}", e => e with { Attempts = 1 })));
        Assert.Equal(20, Store().Load().Exercises.Count);
        Assert.Empty(_warnings);
    }

    [Fact]
    public void A_crash_between_writing_and_replacing_leaves_the_old_file()
    {
        Store().Update(p => p.With("01.1", e => e with { Attempts = 1 }));
        var before = File.ReadAllText(ProgressFile);
        Assert.Throws<CrashException>(() =>
            Store(new BrokenFile(replace: true)).Update(p => p.With("01.1", e => e with { Attempts = 2 })));

        Assert.Equal(before, File.ReadAllText(ProgressFile));
        Assert.Equal(3, Store().Update(p => p.With("01.1", e => e with { Attempts = e.Attempts + 2 })).Of("01.1").Attempts);
        Assert.Empty(_warnings);
    }

    [Fact]
    public void A_full_disk_leaves_the_old_file_and_says_so_in_one_line()
    {
        Store().Update(p => p.With("01.1", e => e with { Attempts = 1 }));
        var before = File.ReadAllText(ProgressFile);

        var progress = Store(new BrokenFile(replace: false)).Update(p => p.With("01.1", e => e with { Attempts = 2 }));
        Assert.Equal(2, progress.Of("01.1").Attempts);
        Assert.Equal(before, File.ReadAllText(ProgressFile));
        var warning = Assert.Single(_warnings);
        Assert.Contains("No space left on device", warning, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', warning);
    }

    [Fact]
    public void A_check_shows_its_answer_when_the_progress_cannot_be_written()
    {
        using var clone = new TempClone();
        File.WriteAllText(Path.Combine(clone.Root, ".course"), "a file where the folder should be");
        clone.Pass("01.1");
        Assert.StartsWith("Note: This was not saved to the progress file", clone.Written(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"version\": 1, \"exercises\": { \"01.1\"", "line 1 is not JSON")]
    [InlineData("", "line 1 is not JSON")]
    [InlineData("null", "it holds no progress")]
    [InlineData("{ \"version\": 2 }", "its form, 2, belongs to a later version of the kit")]
    public void A_broken_file_is_kept_aside_and_the_copy_before_it_stands_in(string broken, string fault)
    {
        Store().Update(p => p.With("01.1", e => e with { Attempts = 1 }));
        Store().Update(p => p.With("01.2", e => e with { Attempts = 1 }));
        File.WriteAllText(ProgressFile, broken);

        var progress = Store().Load();
        Assert.Equal(["01.1"], progress.Exercises.Keys);
        Assert.Equal(broken, File.ReadAllText(Assert.Single(Directory.GetFiles(_folder, "progress.broken-*.json"))));
        Assert.Contains(fault, Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void With_no_good_copy_left_it_goes_on_from_nothing()
    {
        File.WriteAllText(ProgressFile, "garbage");
        Assert.Equal(1, Store().Update(p => p.With("01.1", e => e with { Attempts = e.Attempts + 1 })).Of("01.1").Attempts);
        Assert.Contains("from an empty one", Assert.Single(_warnings), StringComparison.Ordinal);
        Assert.Equal(["01.1"], Store().Load().Exercises.Keys);
    }

    [Fact]
    public void A_pass_keeps_its_first_date_and_the_source_that_passed_last()
    {
        using var clone = new TempClone();
        clone.Pass("01.1");
        var first = clone.Context.Progress.Load().Of("01.1");
        File.AppendAllText(clone.Source("01.1"), "// shorter\n");
        clone.Context.Record(clone.Result("01.1", Verdict.Failed));
        Assert.Equal(first with { Attempts = 2 }, clone.Context.Progress.Load().Of("01.1"));

        clone.Pass("01.1");
        var last = clone.Context.Progress.Load().Of("01.1");
        Assert.Equal(first.PassedAt, last.PassedAt);
        Assert.NotEqual(first.PassedSource, last.PassedSource);
        Assert.Equal(3, last.Attempts);
    }

    [Fact]
    public void A_stub_that_is_checked_is_no_attempt()
    {
        using var clone = new TempClone();
        clone.Context.Record(clone.Result("01.1", Verdict.NotStarted));
        Assert.Empty(clone.Context.Progress.Load().Exercises);
    }

    private ProgressStore Store(DurableFile? file = null) => new(_folder, warning => { lock (_warnings) { _warnings.Add(warning); } }, file);

    /// <summary>A disk that fills up halfway through a write, or a process that dies before the new file takes the old one's name.</summary>
    private sealed class BrokenFile(bool replace) : DurableFile
    {
        protected override Stream Create(string path) => replace ? base.Create(path) : new FullDisk();

        protected override void Replace(string fresh, string path) => throw new CrashException();
    }

    private sealed class FullDisk : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device");

        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("No space left on device");
    }

    private sealed class CrashException : Exception;
}
