using MiniTensor.Data;

namespace CourseKit.Course.Data;

/// <summary>Files that lie on a web server one by one, perhaps compressed.</summary>
/// <param name="addressOf">Where a file is.</param>
internal sealed class WebFolder(Func<DataFile, Uri> addressOf, string name) : DataSource
{
    /// <summary>Files in one folder of a server.</summary>
    /// <param name="folder">The folder's address, with a slash at its end.</param>
    /// <param name="end">What follows each file's name, as .gz.</param>
    public WebFolder(string folder, string end = "")
        : this(file => new Uri(folder + file.Name + end), new Uri(folder).Host)
    {
    }

    public override string Name => name;

    public override async Task FetchAsync(IReadOnlyList<DataFile> wanted, Delivery delivery, CancellationToken cancel)
    {
        foreach (var file in wanted)
        {
            var address = addressOf(file);
            await delivery.DownloadAsync(
                address,
                part =>
                {
                    var content = file.Check(part, out var problem) ?? throw new WrongContentException(address.ToString(), problem);
                    delivery.Take(file, content, address.ToString());
                },
                cancel);
        }
    }
}
