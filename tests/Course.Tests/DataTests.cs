using System.Net;
using System.Security.Cryptography;
using CourseKit.Course;
using CourseKit.Course.Commands;
using CourseKit.Course.Content;
using CourseKit.Course.Data;
using Xunit;

namespace CourseKit.Tests.Course;

public sealed class DataTests : IDisposable
{
    private static readonly byte[] s_right = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i % 251))];

    private readonly TempClone _clone = new();
    private readonly string _elsewhere = Directory.CreateTempSubdirectory("coursekit").FullName;

    public DataTests()
    {
        Directory.CreateDirectory(Kit);
        File.WriteAllText(Path.Combine(Kit, "SHA256SUMS"), $"{Convert.ToHexStringLower(SHA256.HashData(s_right))}  set/file.bin\n");
    }

    private string Kit => Path.Combine(_clone.Root, "data");

    private string Target => Path.Combine(Kit, "set", "file.bin");

    public void Dispose()
    {
        _clone.Dispose();
        Directory.Delete(_elsewhere, recursive: true);
    }

    [Theory]
    [InlineData(200_000, false, "right")]
    [InlineData(199_999, false, "short")]
    [InlineData(200_000, true, "damaged")]
    [InlineData(-1, false, "missing")]
    public async Task Verify_names_what_is_wrong_with_both_checksums_and_the_remedy(int length, bool flip, string state)
    {
        if (length >= 0)
        {
            Put(Kit, [.. s_right.Take(length).Select((b, i) => flip && i == 7 ? (byte)(b ^ 1) : b)]);
        }

        var code = await DataCommand.VerifyAsync(_clone.Context, Store(), CancellationToken.None);
        var text = _clone.Written();
        Assert.Contains($"  {state}", text, StringComparison.Ordinal);
        Assert.Equal(state == "right" ? ExitCodes.Ok : ExitCodes.Failed, code);
        if (code != ExitCodes.Ok)
        {
            Assert.Contains("expected " + Convert.ToHexStringLower(SHA256.HashData(s_right)), text, StringComparison.Ordinal);
            Assert.Contains("course data get set", text, StringComparison.Ordinal);
        }

        if (length >= 0 && code != ExitCodes.Ok)
        {
            Assert.Contains("is       " + await Checksums.OfAsync(Target, CancellationToken.None), text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_list_shows_where_a_file_is()
    {
        DataCommand.List(_clone.Context, Store());
        Assert.Contains("missing: course data get set", _clone.Written(), StringComparison.Ordinal);
        Put(_elsewhere, s_right);
        DataCommand.List(_clone.Context, Store());
        Assert.Contains(Path.Combine(_elsewhere, "set", "file.bin"), _clone.Written(), StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Ok, await DataCommand.VerifyAsync(_clone.Context, Store(), CancellationToken.None));
    }

    [Fact]
    public async Task Get_takes_a_right_copy_from_the_other_folder_and_no_wrong_one()
    {
        Put(Kit, [1, 2, 3]);
        Put(_elsewhere, s_right);
        await GetAsync(Store());
        Assert.Equal(s_right, await File.ReadAllBytesAsync(Target));

        Put(Kit, [1, 2, 3]);
        Put(_elsewhere, [4]);
        await Assert.ThrowsAsync<CourseException>(() => GetAsync(Store()));
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task Get_downloads_a_missing_file()
    {
        using var server = new FileServer(s_right);
        Assert.Equal(ExitCodes.Ok, await GetAsync(Store(server.Address)));
        Assert.Equal(s_right, await File.ReadAllBytesAsync(Target));
        Assert.Equal([null], server.Ranges);
        Assert.Equal(["file.bin"], Directory.GetFiles(Path.Combine(Kit, "set")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_download_that_breaks_off_goes_on_where_it_was()
    {
        using var server = new FileServer(s_right) { BreakAt = new([70_000, 150_000]) };
        await GetAsync(Store(server.Address));
        Assert.Equal(s_right, await File.ReadAllBytesAsync(Target));
        Assert.Equal(3, server.Ranges.Count);
        Assert.All(server.Ranges.Skip(1), range => Assert.Matches("^bytes=[1-9][0-9]*-$", range));
    }

    [Fact]
    public async Task A_part_of_an_earlier_day_is_gone_on_with()
    {
        Directory.CreateDirectory(Path.Combine(Kit, "set"));
        await File.WriteAllBytesAsync(Target + ".part", s_right[..123_456]);
        using var server = new FileServer(s_right);
        await GetAsync(Store(server.Address));
        Assert.Equal(s_right, await File.ReadAllBytesAsync(Target));
        Assert.Equal(["bytes=123456-"], server.Ranges);
    }

    [Fact]
    public async Task A_server_that_knows_no_ranges_is_read_from_the_start()
    {
        Directory.CreateDirectory(Path.Combine(Kit, "set"));
        await File.WriteAllBytesAsync(Target + ".part", s_right[..1000]);
        using var server = new FileServer(s_right) { KnowsRanges = false };
        await GetAsync(Store(server.Address));
        Assert.Equal(s_right, await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task Wrong_bytes_never_get_the_files_name()
    {
        using var server = new FileServer([.. s_right.Reverse()]);
        var fault = await Assert.ThrowsAsync<CourseException>(() => GetAsync(Store(server.Address)));
        Assert.Contains("200,000 bytes with SHA-256 ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("expected " + Convert.ToHexStringLower(SHA256.HashData(s_right)), fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(Kit, "set")));
    }

    [Fact]
    public async Task Without_a_network_the_message_says_what_to_do()
    {
        var fault = await Assert.ThrowsAsync<CourseException>(() => GetAsync(Store(new Uri("http://127.0.0.1:9/file.bin"))));
        Assert.Contains("http://127.0.0.1:9/file.bin could not be downloaded", fault.Message, StringComparison.Ordinal);
        Assert.Contains("COURSEKIT_DATA", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_data_that_ships_with_the_kit_is_right_and_as_long_as_the_catalogue_says()
    {
        var kit = Path.Combine(Workspace.Find().Root, "data");
        var store = new DataStore(kit, [kit], DataCatalog.All);
        var checks = await store.VerifyAsync(CancellationToken.None);
        Assert.NotEmpty(checks);
        Assert.All(checks, check => Assert.Equal(DataState.Right, check.State));
        Assert.All(DataCatalog.All.SelectMany(set => set.Files, (set, file) => (set, file)), entry =>
            Assert.Equal(entry.file.Bytes, new FileInfo(Path.Combine(kit, entry.set.Name, entry.file.Name)).Length));
    }

    private Task<int> GetAsync(DataStore store) => DataCommand.GetAsync(_clone.Context, store, "set", CancellationToken.None);

    private DataStore Store(Uri? source = null) => new(
        Kit,
        [_elsewhere, Kit],
        [new("set", "bytes", "MIT", [new("file.bin", s_right.Length, source ?? new Uri("http://127.0.0.1:9/file.bin"))])]);

    private static void Put(string folder, byte[] bytes)
    {
        Directory.CreateDirectory(Path.Combine(folder, "set"));
        File.WriteAllBytes(Path.Combine(folder, "set", "file.bin"), bytes);
    }

    /// <summary>A web server with one file, which may hang up in the middle.</summary>
    private sealed class FileServer : IDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly byte[] _bytes;

        public FileServer(byte[] bytes)
        {
            _bytes = bytes;
            using (var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                Address = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/file.bin");
            }

            _listener.Prefixes.Add(Address.GetLeftPart(UriPartial.Authority) + "/");
            _listener.Start();
            _ = ServeAsync();
        }

        public Uri Address { get; }

        public bool KnowsRanges { get; init; } = true;

        /// <summary>Where in the file the first answers stop.</summary>
        public Queue<int> BreakAt { get; init; } = new();

        /// <summary>The Range header of each request.</summary>
        public List<string?> Ranges { get; } = [];

        public void Dispose() => _listener.Close();

        private async Task ServeAsync()
        {
            while (_listener.IsListening)
            {
                var context = await _listener.GetContextAsync();
                var range = context.Request.Headers["Range"];
                Ranges.Add(range);
                var from = KnowsRanges && range is not null ? int.Parse(range["bytes=".Length..^1]) : 0;
                if (from > 0)
                {
                    context.Response.StatusCode = (int)HttpStatusCode.PartialContent;
                    context.Response.AddHeader("Content-Range", $"bytes {from}-{_bytes.Length - 1}/{_bytes.Length}");
                }

                context.Response.ContentLength64 = _bytes.Length - from;
                if (BreakAt.TryDequeue(out var end))
                {
                    await context.Response.OutputStream.WriteAsync(_bytes.AsMemory(from, end - from));
                    await context.Response.OutputStream.FlushAsync();
                    await Task.Delay(100); // let it arrive before the line goes dead
                    context.Response.Abort();
                    continue;
                }

                await context.Response.OutputStream.WriteAsync(_bytes.AsMemory(from));
                context.Response.Close();
            }
        }
    }
}
