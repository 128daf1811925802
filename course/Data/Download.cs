using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using CourseKit.Course.Content;

namespace CourseKit.Course.Data;

/// <summary>Downloads a file to a part of its own, and goes on where an earlier try broke off.</summary>
/// <param name="progress">Told the bytes had and the bytes in all (0 when unknown).</param>
/// <param name="silence">How long a server may send nothing; 30 seconds if not given.</param>
internal sealed class Download(Action<long, long> progress, TimeSpan? silence = null) : IDisposable
{
    private const int Tries = 3;

    private static readonly TimeSpan s_connect = TimeSpan.FromSeconds(15);

    private readonly TimeSpan _silence = silence ?? TimeSpan.FromSeconds(30);
    private readonly HttpClient _client = new(new SocketsHttpHandler { ConnectTimeout = s_connect }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Where the part of a file lies: each address has its own, so that two mirrors never mix.</summary>
    public static string PartOf(Uri source, string folder)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source.AbsoluteUri)))[..8];
        return Path.Combine(folder, $"{Path.GetFileName(source.LocalPath)}.{key}.part");
    }

    /// <summary>Fetches what is still lacking of a file.</summary>
    /// <param name="source">Where the file is.</param>
    /// <param name="folder">Where its part goes.</param>
    /// <param name="cancel">Stops; what has come is kept for the next time.</param>
    /// <returns>The part, which is whole as far as the server says. Whoever takes it checks it and deletes it.</returns>
    /// <exception cref="CourseException">It cannot be had; the message says why.</exception>
    public async Task<string> FetchAsync(Uri source, string folder, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var part = PartOf(source, folder);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await ContinueAsync(source, part, cancel);
                return part;
            }
            catch (Exception e) when (IsBrokenOff(e) && !cancel.IsCancellationRequested)
            {
                if (attempt == Tries || e is HttpRequestException { StatusCode: not null })
                {
                    throw new CourseException(Broken(source, part, e));
                }
            }
        }
    }

    public void Dispose() => _client.Dispose();

    private static bool IsBrokenOff(Exception e) => e is HttpRequestException or HttpIOException or OperationCanceledException;

    private static string Broken(Uri source, string part, Exception e)
    {
        var had = File.Exists(part) ? new FileInfo(part).Length : 0;
        var why = e is OperationCanceledException ? "no answer in time" : e.Message.TrimEnd('.');
        return $"{source} could not be downloaded: {why}." + (had > 0 ? $" The {had:N0} bytes that came are kept, and the next try goes on from there." : "");
    }

    /// <summary>One request for what is still lacking.</summary>
    private async Task ContinueAsync(Uri source, string part, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(s_connect + _silence);
        var have = File.Exists(part) ? new FileInfo(part).Length : 0;
        using var request = new HttpRequestMessage(HttpMethod.Get, source);
        request.Headers.Range = have > 0 ? new RangeHeaderValue(have, null) : null;
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return; // there is no more than we have; the checksum says whether that is right
        }

        response.EnsureSuccessStatusCode();
        var continues = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == have;
        have = continues ? have : 0;
        var total = response.Content.Headers.ContentLength is { } length ? have + length : 0;

        await using var output = new FileStream(part, continues ? FileMode.Append : FileMode.Create, FileAccess.Write);
        await using var input = await response.Content.ReadAsStreamAsync(patience.Token);
        var buffer = new byte[64 * 1024];
        int count;
        patience.CancelAfter(_silence);
        while ((count = await input.ReadAsync(buffer, patience.Token)) > 0)
        {
            await output.WriteAsync(buffer.AsMemory(0, count), cancel);
            progress(have += count, total);
            patience.CancelAfter(_silence);
        }
    }
}
