using System.CommandLine;
using CourseKit.Course.Content;
using CourseKit.Course.Data;
using CourseKit.Course.Views;
using MiniTensor.Data;

namespace CourseKit.Course.Commands;

/// <summary><c>course data</c>: the data sets, whether they are right, and how to get them back.</summary>
internal static class DataCommand
{
    public static Command Create()
    {
        var list = new CourseCommand("list", "The data sets: size, where they are, licence.", "course data list");
        list.Run((context, _) => List(context, StoreOf(context)));

        var name = new Argument<string>("name") { Description = "The data set." };
        var get = new CourseCommand("get", "Bring back a data set that is missing or damaged.", "course data get names") { name };
        get.Run((context, parse, cancel) => GetAsync(context, StoreOf(context), parse.GetRequiredValue(name), cancel));

        var verify = new CourseCommand("verify", "Compare every data file with its checksum.", "course data verify");
        verify.Run((context, _, cancel) => VerifyAsync(context, StoreOf(context), cancel));

        var command = new CourseCommand("data", "The data sets of the course; without a word more, the list.", "course data list") { list, get, verify };
        command.Run((context, _) => List(context, StoreOf(context)));
        return command;
    }

    internal static DataStore StoreOf(CourseContext context)
    {
        var kit = Path.Combine(context.Workspace.Root, "data");
        return new DataStore(kit, [.. DataFolder.Folders().Append(kit).Distinct()], DataCatalog.All);
    }

    internal static int List(CourseContext context, DataStore store)
    {
        var terminal = context.Terminal;
        terminal.Line();
        foreach (var set in store.Sets)
        {
            terminal.Line($"  [bold]{Terminal.Escape(set.Name)}[/]   {Terminal.Escape(set.What)}   [grey]licence: {Terminal.Escape(set.Licence)}[/]");
            foreach (var file in set.Files)
            {
                var place = store.Find($"{set.Name}/{file.Name}") is { } found
                    ? terminal.Link(found, Shown(context, found))
                    : $"[yellow]missing[/]: [aqua]course data get {set.Name}[/]";
                terminal.Line($"    {Size(file.Bytes),9}   {place}");
            }
        }

        return ExitCodes.Ok;
    }

    internal static async Task<int> VerifyAsync(CourseContext context, DataStore store, CancellationToken cancel)
    {
        var checks = await store.VerifyAsync(cancel);
        var terminal = context.Terminal;
        terminal.Line();
        foreach (var check in checks)
        {
            Show(context, check);
        }

        return checks.All(check => check.State == DataState.Right) ? ExitCodes.Ok : ExitCodes.Failed;
    }

    internal static async Task<int> GetAsync(CourseContext context, DataStore store, string name, CancellationToken cancel)
    {
        var set = store.Get(name);
        var terminal = context.Terminal;
        using var download = new Download((had, total) => terminal.Status(
            total > 0 ? $"  {Size(had)} of {Size(total)}  {100 * had / total}%" : $"  {Size(had)}"));
        terminal.Line();
        foreach (var file in set.Files)
        {
            var path = $"{set.Name}/{file.Name}";
            var target = Path.Combine(store.KitFolder, set.Name, file.Name);
            var right = await store.FindRightAsync(path, cancel);
            if (right == target)
            {
                terminal.Line($"  {Terminal.Escape(path)} is here and right.");
                continue;
            }

            if (right is not null)
            {
                Directory.CreateDirectory(Path.Combine(store.KitFolder, set.Name));
                File.Copy(right, target + ".part", overwrite: true);
                File.Move(target + ".part", target, overwrite: true);
                terminal.Line($"  {Terminal.Escape(path)} is right again, copied from {Terminal.Escape(right)}.");
                continue;
            }

            terminal.Line($"  {Terminal.Escape(path)} from {Terminal.Escape(file.Source.Host)}");
            try
            {
                await download.FetchAsync(file.Source, target, store.Expected(path), cancel);
            }
            finally
            {
                terminal.EndStatus();
            }

            terminal.Line($"  {Terminal.Escape(path)} is right again: {Size(file.Bytes)}.");
        }

        return ExitCodes.Ok;
    }

    private static void Show(CourseContext context, DataCheck check)
    {
        var terminal = context.Terminal;
        var copy = terminal.Link(check.Copy, Shown(context, check.Copy));
        if (check.State == DataState.Right)
        {
            terminal.Line($"  [green]right[/]    {copy}");
            return;
        }

        terminal.Line($"  [red]{check.State.ToString().ToLowerInvariant(),-7}[/]  {copy}");
        terminal.Line($"    [grey]expected[/] {check.Expected}");
        if (check.Actual.Length > 0)
        {
            terminal.Line($"    [grey]is      [/] {check.Actual}");
        }

        terminal.Line($"    [grey]Remedy[/]   {Remedy(context, check)}");
    }

    /// <summary>The kit's own files can be had again; someone's own copy is theirs to mend.</summary>
    private static string Remedy(CourseContext context, DataCheck check) =>
        check.Copy.StartsWith(context.Workspace.Root, StringComparison.Ordinal)
            ? $"[aqua]course data get {Terminal.Escape(check.Path.Split('/')[0])}[/]"
            : $"replace or remove this copy, which {DataFolder.Variable} puts before the kit's own";

    private static string Shown(CourseContext context, string path) =>
        path.StartsWith(context.Workspace.Root, StringComparison.Ordinal) ? context.Workspace.Display(path) : path;

    private static string Size(long bytes) => bytes switch
    {
        < 1_000 => $"{bytes} B",
        < 1_000_000 => $"{bytes / 1e3:F0} kB",
        _ => $"{bytes / 1e6:F1} MB",
    };
}
