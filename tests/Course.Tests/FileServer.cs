using System.Net;

namespace CourseKit.Tests.Course;

/// <summary>A web server with files, which may hang up in the middle or fall silent.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Dictionary<string, byte[]> _files;

    public FileServer(params (string Path, byte[] Bytes)[] files)
    {
        _files = files.ToDictionary(file => "/" + file.Path, file => file.Bytes);
        using (var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        }

        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = ServeAsync();
    }

    /// <summary>With a slash at its end.</summary>
    public string Address { get; }

    public bool KnowsRanges { get; init; } = true;

    /// <summary>Where in the file the first answers stop; a negative place falls silent there instead of hanging up.</summary>
    public Queue<int> BreakAt { get; init; } = new();

    /// <summary>The Range header of each request, in their order.</summary>
    public List<string?> Ranges { get; } = [];

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // The client hung up, or the test is over.
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var range = context.Request.Headers["Range"];
        Ranges.Add(range);
        if (!_files.TryGetValue(context.Request.Url?.AbsolutePath ?? "", out var bytes))
        {
            context.Response.StatusCode = (int)HttpStatusCode.NotFound;
            context.Response.Close();
            return;
        }

        var from = KnowsRanges && range is not null ? int.Parse(range["bytes=".Length..^1]) : 0;
        if (from >= bytes.Length)
        {
            context.Response.StatusCode = (int)HttpStatusCode.RequestedRangeNotSatisfiable;
            context.Response.Close();
            return;
        }

        if (from > 0)
        {
            context.Response.StatusCode = (int)HttpStatusCode.PartialContent;
            context.Response.AddHeader("Content-Range", $"bytes {from}-{bytes.Length - 1}/{bytes.Length}");
        }

        context.Response.ContentLength64 = bytes.Length - from;
        var isBroken = BreakAt.TryDequeue(out var end);
        await context.Response.OutputStream.WriteAsync(bytes.AsMemory(from, (isBroken ? Math.Abs(end) : bytes.Length) - from));
        if (!isBroken)
        {
            context.Response.Close();
            return;
        }

        await context.Response.OutputStream.FlushAsync();
        await Task.Delay(100); // let it arrive before the line goes dead
        if (end > 0)
        {
            context.Response.Abort();
        }
    }
}
