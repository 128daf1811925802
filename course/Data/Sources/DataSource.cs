using CourseKit.Course.Content;
using MiniTensor.Data;

namespace CourseKit.Course.Data;

/// <summary>A place that a data set's files can be had from.</summary>
internal abstract class DataSource
{
    /// <summary>The place, as messages call it.</summary>
    public abstract string Name { get; }

    /// <summary>Brings files.</summary>
    /// <param name="wanted">The files to bring; a source may bring them in any order.</param>
    /// <param name="delivery">Takes them.</param>
    /// <param name="cancel">Stops.</param>
    /// <exception cref="CourseException">The place does not answer, or has other bytes; the message says which.</exception>
    public abstract Task FetchAsync(IReadOnlyList<DataFile> wanted, Delivery delivery, CancellationToken cancel);
}

/// <summary>Takes what a source brings: nothing but the right bytes gets a data file's name.</summary>
/// <param name="folder">The set's folder.</param>
/// <param name="download">Fetches from the web.</param>
internal sealed class Delivery(string folder, Download download)
{
    /// <summary>The files that have come.</summary>
    public List<DataFile> Taken { get; } = [];

    /// <summary>Downloads a file, and opens it; wrong content is fetched once more from the start, then thrown away.</summary>
    /// <param name="source">Where it is.</param>
    /// <param name="use">Takes what is needed of the downloaded file; its exception says what is wrong with the file.</param>
    /// <param name="cancel">Stops.</param>
    public async Task DownloadAsync(Uri source, Action<string> use, CancellationToken cancel)
    {
        var isResumed = File.Exists(Download.PartOf(source, folder));
        while (true)
        {
            var part = await download.FetchAsync(source, folder, cancel);
            try
            {
                use(part);
                return;
            }
            catch (WrongContentException) when (isResumed)
            {
                isResumed = false; // bytes of another day may have been in front
            }
            finally
            {
                File.Delete(part);
            }
        }
    }

    /// <summary>Takes the content of a file, if it is right.</summary>
    /// <param name="file">The file.</param>
    /// <param name="content">Its content, decompressed.</param>
    /// <param name="from">Where it is from, for messages.</param>
    /// <exception cref="WrongContentException">It is another content; the message has both checksums.</exception>
    public void Take(DataFile file, byte[] content, string from)
    {
        if (!file.IsRight(content, out var problem))
        {
            throw new WrongContentException(from, problem);
        }

        Directory.CreateDirectory(folder);
        var fresh = Path.Combine(folder, file.Name + ".part");
        File.WriteAllBytes(fresh, content);
        foreach (var stale in file.Candidates([Path.GetDirectoryName(folder) ?? "."]))
        {
            File.Delete(stale);
        }

        File.Move(fresh, Path.Combine(folder, file.Name), overwrite: true);
        Taken.Add(file);
    }
}

/// <summary>A place sent something else than the file that was asked for.</summary>
internal sealed class WrongContentException(string from, string problem)
    : Exception($"{from} {problem}. It is not used.");
