using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CourseKit.Course.Content;
using CourseKit.Course.Data;
using CourseKit.Course.Training;
using CourseKit.Course.Views;
using MiniTensor.Backends.Cpu;
using MiniTensor.Data;

namespace CourseKit.Course.Commands;

/// <summary><c>course train</c>: trains a model by name, keeps what comes out of it, and goes on where it stopped.</summary>
internal static class TrainCommand
{
    private static readonly Argument<string?> s_name = new("name") { Description = "The model.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<bool> s_list = new("--list") { Description = "Name the models, with what to expect of them." };
    private static readonly Option<string> s_data = new("--data") { Description = "The data set (default: the model's usual one)." };
    private static readonly Option<int?> s_epochs = Whole("--epochs", "How often the data are gone through.", 1, int.MaxValue);
    private static readonly Option<int?> s_steps = Whole("--steps", "How many steps the optimizer takes, at most.", 1, int.MaxValue);
    private static readonly Option<int?> s_batch = Whole("--batch", "Examples to a step.", 1, 1_000_000);
    private static readonly Option<double?> s_rate = new("--rate") { Description = "The learning rate, at its highest.", CustomParser = ParseRate };
    private static readonly Option<int?> s_seed = Whole("--seed", "Names the run: the same seed gives the same weights (default: 0).", 0, int.MaxValue);
    private static readonly Option<int?> s_threads = Whole("--threads", "How many threads (default: all processors); results do not depend on it.", 1, 256);
    private static readonly Option<bool> s_resume = new("--resume")
    {
        Description = "Go on from the last checkpoint; with other --epochs or --steps where the learning rate does not depend on them.",
    };
    private static readonly Option<bool> s_restart = new("--restart") { Description = "Begin anew where a run lies already, and lose that one." };
    private static readonly Option<string> s_out = new("--out") { Description = "Where the run is kept (default: .course/runs/NAME-DATA in the kit)." };
    private static readonly Option<bool> s_freeze = new("--freeze-filters")
    {
        Description = "A control: filters of convolutions stay as chance made them, and only the rest learns.",
    };
    private static readonly Option<int?> s_checkpoint = Whole(
        "--checkpoint-every", "Steps between checkpoints (default: one with each report).", 1, int.MaxValue);

    public static Command Create()
    {
        var command = new CourseCommand(
            "train", "Train a model by name; a run that was stopped, or killed, can go on.",
            "course train --list", "course train mlp --data mnist", "course train mlp --epochs 5 --rate 0.05 --out mine", "course train mlp --resume")
        {
            s_name, s_list, s_data, s_epochs, s_steps, s_batch, s_rate, s_seed, s_threads, s_resume, s_restart, s_out, s_checkpoint, s_freeze,
        };
        command.Run(RunAsync);
        return command;
    }

    internal static void List(Terminal terminal)
    {
        terminal.Line();
        foreach (var recipe in RecipeBook.All)
        {
            terminal.Line($"  [bold]{recipe.Name}[/]   {Terminal.Escape(recipe.What)}");
            foreach (var known in recipe.Cases)
            {
                terminal.Line($"    --data {known.Data,-18} {Terminal.Escape(known.Expected)}   [grey]{Terminal.Escape(known.Time)}[/]");
            }
        }

        terminal.Line();
        terminal.Paragraph("Results are those of seed 0 with the usual options, times those of two cores.", style: "grey");
    }

    private static async Task<int> RunAsync(CourseContext context, ParseResult parse, CancellationToken cancel)
    {
        if (parse.GetValue(s_list))
        {
            List(context.Terminal);
            return ExitCodes.Ok;
        }

        var recipe = RecipeBook.Get(parse.GetValue(s_name) ?? throw new CourseException("Which model? `course train --list` shows them."));
        var store = DataCommand.StoreOf(context);
        var asked = parse.GetValue(s_data);
        var usual = asked is null ? AtHand(context.Terminal, recipe, store) : recipe.On(asked);
        var (epochs, steps) = (parse.GetValue(s_epochs), (long?)parse.GetValue(s_steps));
        var options = new RecipeOptions(
            usual.Data,
            epochs ?? (steps is null ? usual.Epochs : null),
            steps ?? (epochs is null ? usual.Steps : null),
            parse.GetValue(s_batch) ?? usual.Batch,
            parse.GetValue(s_rate) ?? usual.Rate,
            (ulong)(parse.GetValue(s_seed) ?? 0))
        {
            FreezeFilters = parse.GetValue(s_freeze),
        };
        if (parse.GetValue(s_resume) && parse.GetValue(s_restart))
        {
            throw new CourseException("--resume goes on with a run, --restart begins anew: give one of them.");
        }

        CpuThreads.Count = parse.GetValue(s_threads) ?? CpuThreads.Count;
        var folder = parse.GetValue(s_out) ?? new RunShelf(context.Workspace).FolderOf(recipe, usual.Data);
        var command = usual == recipe.Cases[0] ? Command(parse) : Command(parse).With("--data", usual.Data);
        var runner = new TrainingRunner(context, recipe, options, new RunFolder(Path.GetFullPath(folder)), command)
        {
            Resume = parse.GetValue(s_resume),
            Restart = parse.GetValue(s_restart),
            CheckpointEvery = parse.GetValue(s_checkpoint),
        };
        runner.CheckFolder(); // before anything is fetched for nothing
        await FetchAsync(context, store, usual.Data, DataSources.Of, cancel);
        return runner.Run(cancel);
    }

    /// <summary>The recipe on its usual data; where those are a large download and not here, on data that come with the kit, and it says so.</summary>
    internal static RecipeCase AtHand(Terminal terminal, Recipe recipe, DataStore store)
    {
        var usual = recipe.On(null);
        if (DataSources.LargeDownload(usual.Data) is null || store.IsHere(store.Get(usual.Data)))
        {
            return usual;
        }

        var (fault, known) = (store.Fault(store.Get(usual.Data)), recipe.Cases.FirstOrDefault(known => !DataSources.IsOptional(known.Data)));
        if (known is null)
        {
            throw new CourseException($"{recipe.Name} learns from {usual.Data}. {fault}");
        }

        terminal.Line();
        terminal.Paragraph($"{fault} Until then {recipe.Name} learns from {known.Data}, which comes with the kit.", style: "yellow");
        return known;
    }

    /// <summary>Brings the data set, if the course knows it and has no right copy of a file of it.</summary>
    /// <exception cref="CourseException">That would be a large download: the message names the command for it.</exception>
    internal static async Task FetchAsync(
        CourseContext context, DataStore store, string data, Func<string, IReadOnlyList<DataSource>> sourcesOf, CancellationToken cancel)
    {
        if (store.Sets.FirstOrDefault(set => set.Name == data) is not { } set || store.Fault(set) is not { } fault)
        {
            return;
        }

        if (DataSources.LargeDownload(data) is not null)
        {
            throw new CourseException(fault) { ExitCode = store.IsHere(set) ? ExitCodes.Failed : ExitCodes.Usage };
        }

        context.Terminal.Line($"  {Terminal.Escape(fault)} It is fetched now.");
        await DataCommand.GetAsync(context, store, data, sourcesOf, cancel);
    }

    /// <summary>The command line that gives the run back.</summary>
    private static CommandLine Command(ParseResult parse) =>
        new([.. parse.Tokens.Select(token => token.Value).Where(word => word is not ("--resume" or "--restart")).Prepend("course")]);

    private static Option<int?> Whole(string name, string description, int least, int most) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens is [{ Value: var value }] ? value : "";
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            {
                return number;
            }

            result.AddError($"{name} needs a whole number {(most == int.MaxValue ? $"of {least} or more" : $"from {least} to {most}")}; got {text}.");
            return null;
        },
    };

    private static double? ParseRate(ArgumentResult result)
    {
        var text = result.Tokens is [{ Value: var value }] ? value : "";
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is > 0 and < double.PositiveInfinity)
        {
            return number;
        }

        result.AddError($"--rate needs a number above 0, such as 0.05; got {text}.");
        return null;
    }
}
