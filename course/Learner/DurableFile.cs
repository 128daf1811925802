using System.Text;

namespace CourseKit.Course.Learner;

/// <summary>Writes a whole file or nothing: after a crash or a full disk the old content is still there.</summary>
/// <remarks>
/// The content goes to a new file in the same folder and on to the disk, and only then takes the old one's name, which
/// file systems do in one step. Tests override the two halves to break them.
/// </remarks>
internal class DurableFile
{
    public void Write(string path, string text)
    {
        var fresh = path + ".new";
        using (var stream = Create(fresh))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            Flush(stream);
        }

        Replace(fresh, path);
    }

    protected virtual Stream Create(string path) => new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);

    protected virtual void Replace(string fresh, string path)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                File.Move(fresh, path, overwrite: true);
                return;
            }
            catch (Exception e) when (OperatingSystem.IsWindows() && attempt < 10 && (e is IOException or UnauthorizedAccessException))
            {
                Thread.Sleep(20); // Windows refuses while anyone, even a virus scanner, has the old file open
            }
        }
    }

    private static void Flush(Stream stream)
    {
        if (stream is FileStream file)
        {
            file.Flush(flushToDisk: true);
        }
        else
        {
            stream.Flush();
        }
    }
}
