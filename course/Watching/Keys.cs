using System.Threading.Channels;

namespace CourseKit.Course.Watching;

/// <summary>The keys that are pressed, where the input is a keyboard.</summary>
internal static class Keys
{
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(40);

    /// <summary>A key press a message, in lower case; nothing ever comes when the input is not a terminal.</summary>
    public static ChannelReader<char> Read(CancellationToken cancel)
    {
        var keys = Channel.CreateUnbounded<char>();
        if (!Console.IsInputRedirected)
        {
            _ = Task.Run(
                async () =>
                {
                    while (!cancel.IsCancellationRequested)
                    {
                        while (Console.KeyAvailable)
                        {
                            keys.Writer.TryWrite(char.ToLowerInvariant(Console.ReadKey(intercept: true).KeyChar));
                        }

                        await Task.Delay(s_poll, cancel);
                    }
                },
                cancel);
        }

        return keys.Reader;
    }
}
