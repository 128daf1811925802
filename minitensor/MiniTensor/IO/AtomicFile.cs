namespace MiniTensor.IO;

/// <summary>Writes a whole file or nothing: after a crash or a full disk the old content is still there.</summary>
/// <remarks>
/// The content goes to a new file in the same folder and on to the disk, and only then takes the old one's name, which file systems do
/// in one step.
/// </remarks>
internal static class AtomicFile
{
    public static void Write(string path, Action<Stream> write)
    {
        var fresh = path + ".new";
        try
        {
            using (var stream = new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            Replace(fresh, path);
        }
        catch
        {
            File.Delete(fresh);
            throw;
        }
    }

    private static void Replace(string fresh, string path)
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
}
