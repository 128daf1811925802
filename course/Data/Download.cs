using System.Net;
using System.Net.Http.Headers;
using CourseKit.Course.Content;

namespace CourseKit.Course.Data;

/// <summary>Downloads a file: goes on where an earlier try broke off, and shows nothing under the final name until it is right.</summary>
/// <param name="progress">Told the bytes had and the bytes in all (0 when unknown).</param>
internal sealed class Download(Action<long, long> progress) : IDisposable
{
    private const int Tries = 3;

    private static readonly TimeSpan s_connect = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client = new(new SocketsHttpHandler { ConnectTimeout = s_connect }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Fetches <paramref name="source"/> to <paramref name="target"/>.</summary>
    /// <param name="source">Where the file is.</param>
    /// <param name="target">Where it goes; until it is right it is named target.part.</param>
    /// <param name="expected">The SHA-256 it must have.</param>
    /// <param name="cancel">Stops; what has come is kept for the next time.</param>
    /// <exception cref="CourseException">It cannot be had; the message says why, and what to do.</exception>
    public async Task FetchAsync(Uri source, string target, string expected, CancellationToken cancel)
    {
        var part = target + ".part";
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target)) ?? ".");
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await ContinueAsync(source, part, cancel);
                break;
            }
            catch (Exception e) when (IsBrokenOff(e) && !cancel.IsCancellationRequested)
            {
                if (attempt == Tries)
                {
                    throw new CourseException(Broken(source, part, e));
                }
            }
        }

        var actual = await Checksums.OfAsync(part, cancel);
        if (actual != expected)
        {
            var bytes = new FileInfo(part).Length;
            File.Delete(part);
            throw new CourseException(
                $"{source} gave {bytes:N0} bytes with SHA-256 {actual}; expected {expected}. They are thrown away. "
                + "Try again later, or on a network that leaves downloads as they are.");
        }

        File.Move(part, target, overwrite: true);
    }

    public void Dispose() => _client.Dispose();

    private static bool IsBrokenOff(Exception e) => e is HttpRequestException or HttpIOException or OperationCanceledException;

    private static string Broken(Uri source, string part, Exception e)
    {
        var had = File.Exists(part) ? new FileInfo(part).Length : 0;
        var why = e is OperationCanceledException ? "no answer in time" : e.Message.TrimEnd('.');
        return $"{source} could not be downloaded: {why}. "
            + (had > 0 ? $"The {had:N0} bytes that came are kept, and the next try goes on from there. " : "")
            + "Is this machine on the internet? A copy from elsewhere does as well: put it in a folder that COURSEKIT_DATA names.";
    }

    /// <summary>One request for what is still lacking.</summary>
    private async Task ContinueAsync(Uri source, string part, CancellationToken cancel)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        silence.CancelAfter(s_connect + s_silence);
        var have = File.Exists(part) ? new FileInfo(part).Length : 0;
        using var request = new HttpRequestMessage(HttpMethod.Get, source);
        request.Headers.Range = have > 0 ? new RangeHeaderValue(have, null) : null;
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return; // there is no more than we have; the checksum says whether that is right
        }

        response.EnsureSuccessStatusCode();
        var continues = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == have;
        have = continues ? have : 0;
        var total = response.Content.Headers.ContentLength is { } length ? have + length : 0;

        await using var output = new FileStream(part, continues ? FileMode.Append : FileMode.Create, FileAccess.Write);
        await using var input = await response.Content.ReadAsStreamAsync(silence.Token);
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = await input.ReadAsync(buffer, silence.Token)) > 0)
        {
            await output.WriteAsync(buffer.AsMemory(0, count), cancel);
            progress(have += count, total);
            silence.CancelAfter(s_silence);
        }
    }
}
