using System.CommandLine;
using CourseKit.Course.Content;
using CourseKit.Course.Data;
using CourseKit.Course.Views;
using MiniTensor.Data;

namespace CourseKit.Course.Commands;

/// <summary><c>course data</c>: the data sets, whether they are right, and how to get them.</summary>
internal static class DataCommand
{
    public static Command Create()
    {
        var list = new CourseCommand("list", "The data sets: size, where they are, licence.", "course data list");
        list.Run((context, _) => List(context, StoreOf(context)));

        var name = new Argument<string>("name") { Description = "The data set." };
        var get = new CourseCommand("get", "Bring a data set that is missing or damaged.", "course data get names", "course data get mnist") { name };
        get.Run((context, parse, cancel) => GetAsync(context, StoreOf(context), parse.GetRequiredValue(name), DataSources.Of, cancel));

        var verify = new CourseCommand("verify", "Compare every data file with its checksum.", "course data verify");
        verify.Run((context, _) => Verify(context, StoreOf(context)));

        var command = new CourseCommand("data", "The data sets of the course; without a word more, the list.", "course data list") { list, get, verify };
        command.Run((context, _) => List(context, StoreOf(context)));
        return command;
    }

    internal static DataStore StoreOf(CourseContext context)
    {
        var kit = Path.Combine(context.Workspace.Root, "data");
        return new DataStore(kit, [.. DataFolder.Folders().Append(kit).Distinct()], DataSet.All);
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
                var place = store.Find(file) is { } found
                    ? terminal.Link(found, Shown(context, found))
                    : $"{Terminal.Escape(file.Name)} [yellow]missing[/]: [aqua]course data get {set.Name}[/]";
                terminal.Line($"    {ByteSize.Text(file.Bytes),9}   {place}");
            }
        }

        return ExitCodes.Ok;
    }

    /// <summary>Compares every copy of every file. A set of which nothing is here is no fault: it was never asked for.</summary>
    internal static int Verify(CourseContext context, DataStore store)
    {
        var terminal = context.Terminal;
        var allRight = true;
        terminal.Line();
        foreach (var set in store.Sets)
        {
            var checks = set.Files.ToDictionary(file => file, file => store.Verify(file).ToList());
            if (DataSources.IsOptional(set.Name) && checks.Values.All(copies => copies.Count == 0))
            {
                terminal.Line($"  [grey]absent[/]   {Terminal.Escape(set.Name)}: [aqua]course data get {Terminal.Escape(set.Name)}[/]");
                continue;
            }

            foreach (var (file, copies) in checks)
            {
                if (copies.Count == 0)
                {
                    terminal.Line($"  [red]missing[/]  {Terminal.Escape($"{file.Set}/{file.Name}")}");
                    terminal.Line($"    [grey]Remedy[/]   [aqua]course data get {Terminal.Escape(set.Name)}[/]");
                }

                copies.ForEach(check => Show(context, set, check));
                allRight &= copies.Count > 0 && copies.All(check => check.IsRight);
            }
        }

        return allRight ? ExitCodes.Ok : ExitCodes.Failed;
    }

    internal static async Task<int> GetAsync(
        CourseContext context, DataStore store, string name, Func<string, IReadOnlyList<DataSource>> sourcesOf, CancellationToken cancel)
    {
        context.Terminal.Line();
        await new DataGetter(context.Terminal, store, sourcesOf).GetAsync(store.Get(name), cancel);
        return ExitCodes.Ok;
    }

    private static void Show(CourseContext context, DataSet set, DataCheck check)
    {
        var terminal = context.Terminal;
        var copy = terminal.Link(check.Copy, Shown(context, check.Copy));
        if (check.IsRight)
        {
            terminal.Line($"  [green]right[/]    {copy}");
            return;
        }

        terminal.Line($"  [red]wrong[/]    {copy}");
        terminal.Paragraph($"It {check.Problem}.", indent: 4);
        terminal.Line($"    [grey]Remedy[/]   {Remedy(context, set, check)}");
    }

    /// <summary>The kit's own files can be had again; someone's own copy is theirs to mend.</summary>
    private static string Remedy(CourseContext context, DataSet set, DataCheck check) =>
        check.Copy.StartsWith(context.Workspace.Root, StringComparison.Ordinal)
            ? $"[aqua]course data get {Terminal.Escape(set.Name)}[/]"
            : $"replace or remove this copy, which lies in a folder that {DataFolder.Variable} names";

    private static string Shown(CourseContext context, string path) =>
        path.StartsWith(context.Workspace.Root, StringComparison.Ordinal) ? context.Workspace.Display(path) : path;
}
