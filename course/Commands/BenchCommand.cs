using System.CommandLine;
using CourseKit.Course.Benchmarks;
using CourseKit.Course.Content;
using CourseKit.Course.Views;

namespace CourseKit.Course.Commands;

/// <summary><c>course bench</c>: how fast the tensor library is here, alone or turn by turn with PyTorch.</summary>
internal static class BenchCommand
{
    private static readonly Option<string> s_peer = new("--peer") { Description = "Time PyTorch on the same work, turn by turn: pytorch." };
    private static readonly Option<string[]> s_cases = new("--case") { Description = "A case, or the first word of several; may be given more than once." };
    private static readonly Option<int[]> s_threads = new("--threads")
    {
        Description = "How many threads; may be given more than once (default: 1, and all processors).",
    };
    private static readonly Option<string> s_json = new("--json") { Description = "Write the results to this file, too." };
    private static readonly Option<int> s_pairs = new("--pairs") { Description = "How many steps of each side, at least.", DefaultValueFactory = _ => 15 };
    private static readonly Option<bool> s_list = new("--list") { Description = "Name the cases." };

    // How the command starts its own side, in a process of its own.
    private static readonly Option<bool> s_serve = new("--serve") { Hidden = true };
    private static readonly Option<Limit?> s_limit = new("--limit") { Hidden = true };

    public static Command Create()
    {
        s_peer.AcceptOnlyFromAmong("pytorch");
        var command = new CourseCommand(
            "bench", "Time the tensor library, alone or against PyTorch.",
            "course bench --case matmul-512x512x512", "course bench --peer pytorch --case conv --threads 2 --json conv.json")
        {
            s_peer, s_cases, s_threads, s_json, s_pairs, s_list, s_serve, s_limit,
        };
        command.Run(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CourseContext context, ParseResult parse, CancellationToken cancel)
    {
        var cases = parse.GetValue(s_cases) is { Length: > 0 } names ? names.SelectMany(BenchCases.Named).Distinct().ToList() : BenchCases.All;
        if (parse.GetValue(s_list))
        {
            context.Terminal.Verbatim(string.Join(Environment.NewLine, cases.Select(bench => bench.Name)));
            return ExitCodes.Ok;
        }

        var threads = Threads(parse.GetValue(s_threads));
        if (parse.GetValue(s_serve))
        {
            return parse.GetValue(s_limit) is { } limit
                ? StepServer.RunLimit(limit, threads[0], Console.In, Console.Out)
                : StepServer.Run(cases[0], threads[0], Console.In, Console.Out);
        }

        if (parse.GetValue(s_pairs) < 1)
        {
            throw new CourseException("--pairs needs a number of 1 or more.");
        }

        return await RunAllAsync(context, cases, threads, parse, cancel);
    }

    private static async Task<int> RunAllAsync(
        CourseContext context, IReadOnlyList<BenchCase> cases, int[] threads, ParseResult parse, CancellationToken cancel)
    {
        var withPeer = parse.GetValue(s_peer) is not null;
        var duel = new Duel(context.Workspace, withPeer, parse.GetValue(s_pairs));
        var view = new BenchView(context.Terminal, withPeer);
        var results = new List<BenchResult>();
        await WriteAsync(parse.GetValue(s_json), results, cancel); // a file that cannot be written is known before the long run
        if (withPeer && PyTorch.Handicap() is { } handicap)
        {
            context.Terminal.Warn(handicap);
        }

        view.Head();
        foreach (var bench in cases)
        {
            foreach (var count in threads)
            {
                view.Progress(bench.Name, count, -1, 0);
                var result = await duel.RunAsync(bench, count, (pair, pairs) => view.Progress(bench.Name, count, pair, pairs), cancel);
                view.Row(result);
                results.Add(result);

                // After each case, so that a long run that is ended keeps what it has.
                await WriteAsync(parse.GetValue(s_json), results, cancel);
            }
        }

        return ExitCodes.Ok;
    }

    private static async Task WriteAsync(string? file, List<BenchResult> results, CancellationToken cancel)
    {
        if (file is not null)
        {
            await File.WriteAllTextAsync(file, BenchResult.ToJson(results) + Environment.NewLine, cancel);
        }
    }

    private static int[] Threads(int[]? wanted)
    {
        if (wanted is not { Length: > 0 })
        {
            return [.. new[] { 1, Environment.ProcessorCount }.Distinct()];
        }

        return Array.TrueForAll(wanted, count => count is >= 1 and <= 256)
            ? wanted
            : throw new CourseException($"--threads needs a number from 1 to 256; got {string.Join(", ", wanted)}.");
    }
}
