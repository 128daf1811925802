using CourseKit.Course.Content;
using CourseKit.Course.Doctoring;
using MiniTensor.Data;

namespace CourseKit.Course.Data;

/// <summary>Files in a Debian package: those it has installed, else those in the package that apt downloads. Nothing is installed.</summary>
/// <param name="package">The package.</param>
/// <param name="folder">Where it puts the files.</param>
/// <param name="end">What follows each file's name, as .gz.</param>
/// <param name="find">Finds a program; on the PATH if not given.</param>
internal sealed class DebianPackage(string package, string folder, string end, Func<string, string?>? find = null) : DataSource
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    private readonly Func<string, string?> _find = find ?? Tool.Find;

    public override string Name => $"Debian package {package}";

    public override async Task FetchAsync(IReadOnlyList<DataFile> wanted, Delivery delivery, CancellationToken cancel)
    {
        if (Take(wanted, folder, delivery))
        {
            return;
        }

        if (_find("apt-get") is not { } apt || _find("dpkg-deb") is not { } unpack)
        {
            throw new CourseException($"{Name} is not installed, and this system has no apt-get to get it.");
        }

        var temporary = Directory.CreateTempSubdirectory("coursekit").FullName;
        try
        {
            var downloaded = await Tool.OutputAsync(apt, temporary, s_patience, cancel, "download", package) is not null
                ? Directory.GetFiles(temporary, "*.deb").FirstOrDefault()
                : null;
            if (downloaded is null
                || await Tool.OutputAsync(unpack, temporary, s_patience, cancel, "-x", downloaded, "content") is null
                || !Take(wanted, Path.Combine(temporary, "content", folder.TrimStart('/')), delivery))
            {
                throw new CourseException($"{Name} could not be had from apt-get download.");
            }
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private bool Take(IReadOnlyList<DataFile> wanted, string place, Delivery delivery)
    {
        foreach (var file in wanted)
        {
            var path = Path.Combine(place, file.Name + end);
            if (!File.Exists(path))
            {
                return false;
            }

            delivery.Take(file, file.Check(path, out var problem) ?? throw new WrongContentException(path, problem), path);
        }

        return true;
    }
}
