using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CourseKit.Course;
using CourseKit.Course.Commands;
using CourseKit.Course.Content;
using CourseKit.Course.Training;
using CourseKit.Course.Training.Reports;
using CourseKit.Course.Views;
using MiniTensor;
using MiniTensor.Data;
using MiniTensor.IO;
using MiniTensor.Nn;
using MiniTensor.Training;
using Xunit;

namespace CourseKit.Tests.Course.Training;

/// <summary>A short run on pictures: what it leaves, and what can be done with it afterwards.</summary>
public sealed class PictureRunTests(PictureRunTests.Trained trained) : IClassFixture<PictureRunTests.Trained>, IDisposable
{
    private static readonly RecipeOptions s_short = new("digits", 8, null, 32, 0.05, 3);

    private readonly TempClone _clone = new(width: 80);

    private string Output => trained.Output;

    public void Dispose() => _clone.Dispose();

    [Fact]
    public void The_record_has_the_confusion_matrix_and_the_accuracy_of_each_class_as_counted_by_hand()
    {
        using var setup = RecipeBook.Get("mlp").Build(s_short);
        setup.Model.Load(In("model.safetensors"));
        setup.Model.Eval();
        var counts = new int[10, 10];
        foreach (var batch in setup.Validation.Epoch())
        {
            var scores = setup.Model.Call(batch.Inputs).ToArray();
            for (var i = 0; i < batch.Count; i++)
            {
                var row = scores[(10 * i)..(10 * i + 10)];
                counts[batch.Targets[i], Array.IndexOf(row, row.Max())]++;
            }
        }

        var numbers = JsonNode.Parse(File.ReadAllText(In("run.json")))!["numbers"]!;
        var right = 0;
        for (var actual = 0; actual < 10; actual++)
        {
            var row = Enumerable.Range(0, 10).Select(guessed => counts[actual, guessed]).ToArray();
            Assert.Equal(row, numbers["confusion"]![actual]!.AsArray().Select(count => (int)count!));
            Assert.Equal(row[actual] / (double)row.Sum(), (double)numbers["class_accuracy"]![actual]!, 1e-12);
            right += row[actual];
        }

        Assert.Equal(right / 360.0, (double)numbers["test_accuracy"]!, 1e-12);
        Assert.Equal(1 - right / 360.0, (double)numbers["test_error"]!, 1e-12);
        Assert.Equal((double)numbers["test_accuracy"]!, (double)numbers["test_accuracy_curve"]!.AsArray()[^1]!, 1e-12);
        Assert.Contains(FormattableString.Invariant($"  {100 * right / 360.0:F2}% of 360 test pictures are right."), Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_matrix_on_the_screen_fits_80_columns_and_has_a_row_for_each_class()
    {
        var table = Output[Output.IndexOf("test pictures are right", StringComparison.Ordinal)..].Split('\n');
        var rows = table.Where(line => Regex.IsMatch(line, @"^  \d +\d+\.\d% ", RegexOptions.None, TimeSpan.FromSeconds(5))).ToList();
        Assert.Equal(10, rows.Count);
        Assert.All(rows, row => Assert.Equal(12, row.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.All(table, line => Assert.InRange(line.Length, 0, 80));
        Assert.DoesNotContain('\e', Output);
        Assert.Contains("Most often mistaken: ", Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_class_names_and_large_counts_fit_a_narrow_window_too()
    {
        string[] names = [.. Enumerable.Range(0, 10).Select(i => $"a long name, number {i}")];
        var answers = new Answers(10);
        foreach (var (i, j) in Enumerable.Range(0, 1000).Select(i => (i % 10, i % 7)))
        {
            answers.Confusion.Add(i, j);
        }

        foreach (var (width, hasMatrix) in new[] { (40, false), (80, true), (120, true) })
        {
            using var clone = new TempClone(width, rich: true);
            AnswersView.Show(clone.Context.Terminal, answers, names);
            var text = Regex.Replace(clone.Written(), "\e\\[[^m]*m", "", RegexOptions.None, TimeSpan.FromSeconds(5));
            Assert.Equal(hasMatrix, text.Contains("A row for each class", StringComparison.Ordinal));
            Assert.Contains("  0 a long name,", text, StringComparison.Ordinal);
            Assert.All(text.Split('\n').Where(line => !line.Contains("A row for", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, width));
        }
    }

    [Fact]
    public void The_report_is_one_page_with_curves_matrix_and_the_surest_mistakes_as_pictures()
    {
        var page = File.ReadAllText(In("report.html"));
        Assert.DoesNotContain("{{", page[page.IndexOf("<main", StringComparison.Ordinal)..page.IndexOf("</main>", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.DoesNotMatch("<(script|link|img)[^>]+(src|href)=\"(?!data:)|url\\(", page); // nothing is loaded

        var charts = page.Split("<figure class=\"chart\">")[1..];
        Assert.Equal(["Loss (cross-entropy)", "Right answers", "Learning rate"], charts.Select(chart => Between(chart, "<b>", "</b>")));
        Assert.Contains(">steps, each point the mean of 2</span>", charts[0], StringComparison.Ordinal); // 8 epochs of 45 steps
        Assert.Equal(8, Between(charts[1], "<path class=\"test\" d=\"M", "\"").Split('L').Length);

        var answers = Measured();
        var rows = Between(page, "<table class=\"confusion\">", "</table>").Split("<tr>")[2..];
        Assert.Equal(
            Enumerable.Range(0, 10).Select(actual => Enumerable.Range(0, 10).Select(guessed => answers.Confusion[actual, guessed])),
            rows.Select(row => Regex.Matches(row, "<td[^>]*>(?<count>\\d*)</td>", RegexOptions.None, TimeSpan.FromSeconds(5))
                .Select(cell => cell.Groups["count"].Value is { Length: > 0 } count ? long.Parse(count, CultureInfo.InvariantCulture) : 0)));
        Assert.Contains($"style=\"--share:{Words.Percent(answers.ClassAccuracy[3])}\">", page, StringComparison.Ordinal);

        var worst = answers.Mistakes.Take(24).ToList();
        Assert.Equal(answers.Mistakes.Max(mistake => mistake.Probability), worst[0].Probability);
        var pictures = Regex.Matches(page, "base64,(?<png>[^\"]+)\" alt=\"\"><figcaption>(?<words>[^<]+)</figcaption>", RegexOptions.None, TimeSpan.FromSeconds(5)).ToList();
        string[] words = [.. worst.Select(mistake => $"{mistake.Actual}, taken for {mistake.Guessed}, {Words.Percent(mistake.Probability)}")];
        Assert.Equal(words, pictures.Select(match => match.Groups["words"].Value));
        Assert.Contains("as in the first row of mistakes.png:\n" + string.Concat(words.Take(6).Select(line => $"    {line}\n")), Output, StringComparison.Ordinal);
        var first = Png.Decode("report", Convert.FromBase64String(pictures[0].Groups["png"].Value));
        var bytes = Digits.Load(train: false).Pixels(worst[0].Picture).ToArray();
        Assert.Equal(bytes.Select(level => (byte)Math.Round(level * 255 / 16.0)), first.Bytes);
    }

    [Fact]
    public void The_sheet_of_mistakes_is_a_picture_that_TensorBoard_gets_too()
    {
        var sheet = Png.Load(In("mistakes.png"));
        var rows = (Math.Min(Measured().Mistakes.Count, 24) + 5) / 6;
        Assert.Equal((6 * 30 + 6, rows * 30 + 6), (sheet.Width, sheet.Height));
        var events = Directory.GetFiles(In("tensorboard")).Select(File.ReadAllBytes).ToList();
        Assert.Contains(events, file => file.AsSpan().IndexOf("mistakes"u8) > 0 && file.AsSpan().IndexOf("PNG"u8) > 0);
        Assert.Contains(events, file => file.AsSpan().IndexOf("report/test_accuracy"u8) > 0);
    }

    [Fact]
    public async Task Evaluation_of_the_kept_model_gives_the_numbers_of_the_run_again()
    {
        Assert.Equal(ExitCodes.Ok, await EvaluateAsync(In("")));
        var text = _clone.Written();
        Assert.Contains("  mlp, trained on digits\n  on the test pictures of digits\n", text, StringComparison.Ordinal);
        var table = Output[Output.IndexOf("  A row for each class", StringComparison.Ordinal)..Output.IndexOf("Most often", StringComparison.Ordinal)];
        Assert.Contains(table, text, StringComparison.Ordinal);

        Assert.Equal(ExitCodes.Ok, await EvaluateAsync(In("model.safetensors"), average: true));
        Assert.Contains("on the test pictures of digits, averaged over six views of each", _clone.Written(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_run_is_refused_with_what_is_wrong_and_what_to_do()
    {
        await RefusedAsync("nothing", "There is no run nothing: no file, no folder, and no model of that name. `course train --list` shows the models.");
        await RefusedAsync(Directory.GetFiles(In("checkpoints"))[0], $"is a checkpoint, from which a run goes on. The model of a run that has ended is {In("model.safetensors")}.");
        await RefusedAsync("resnet20", "No run of resnet20 has ended yet. `course train resnet20` trains it");
        await RefusedAsync(_clone.Root, "has no model.safetensors: it is written when a run ends.");

        var file = In("model.safetensors");
        var bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(In("cut.safetensors"), bytes[..^100]);
        await RefusedAsync(In("cut.safetensors"), "cut.safetensors");
        await RefusedAsync(In("cut.safetensors"), "The run's checkpoints are there: `course train mlp --resume` makes the model of the last one again.");
        byte[] flipped = [.. bytes];
        flipped[^100] ^= 1;
        File.WriteAllBytes(In("flipped.safetensors"), flipped);
        await RefusedAsync(In("flipped.safetensors"), "flipped.safetensors: has SHA-256 ");
        Assert.Contains(
            "The run's checkpoints are there",
            Assert.Throws<CourseException>(() => PredictCommand.Run(_clone.Context, In("flipped.safetensors"), ["a.png"])).Message,
            StringComparison.Ordinal);
        File.WriteAllBytes(Path.Combine(_clone.Root, "copied.safetensors"), flipped);
        await RefusedAsync(Path.Combine(_clone.Root, "copied.safetensors"), "Train the model anew, or copy the file again.");
        File.WriteAllBytes(In("text.safetensors"), "not a model at all"u8);
        await RefusedAsync(In("text.safetensors"), "text.safetensors");
        Safetensors.Save(In("bare.safetensors"), Safetensors.Load(file));
        await RefusedAsync(In("bare.safetensors"), "does not say what model it is of");

        Safetensors.Load(file, out var texts);
        Safetensors.Save(In("other.safetensors"), new Dictionary<string, Tensor> { ["weight"] = Tensor.Zeros([2]) }, texts.ToDictionary());
        await RefusedAsync(In("other.safetensors"), "has shape");
        Safetensors.Save(In("names.safetensors"), new Dictionary<string, Tensor>(), new Dictionary<string, string> { ["model"] = "names-mlp", ["data"] = "names" });
        await RefusedAsync(In("names.safetensors"), "names-mlp, which does not look at pictures");
        var sizes = await Assert.ThrowsAsync<CourseException>(() => EvaluateAsync(file, "fashion-mnist-part"));
        Assert.Contains("is for pictures (1, 8, 8), and those of fashion-mnist-part are (1, 28, 28). Choose other --data.", sizes.Message, StringComparison.Ordinal);

        var data = await Assert.ThrowsAsync<CourseException>(() => EvaluateAsync(file, "nothing"));
        Assert.Equal("There are no pictures called nothing. There are mnist, fashion-mnist, fashion-mnist-part, digits, cifar10.", data.Message);

        async Task RefusedAsync(string run, string why) =>
            Assert.Contains(why, (await Assert.ThrowsAsync<CourseException>(() => EvaluateAsync(run))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_is_found_by_its_models_name_its_folder_and_its_file_and_the_latest_first()
    {
        var runs = Path.Combine(_clone.Root, "runs");
        string Put(string name, int minutes)
        {
            Directory.CreateDirectory(Path.Combine(runs, name));
            var file = Path.Combine(runs, name, "model.safetensors");
            File.Copy(In("model.safetensors"), file);
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddMinutes(minutes));
            return file;
        }

        var shelf = new RunShelf(runs);
        var (digits, mnist, dropout) = (Put("mlp-digits", -2), Put("mlp-mnist", -1), Put("mlp-dropout-digits", 0));
        Assert.Equal(mnist, shelf.Find("mlp"));
        Assert.Equal(mnist, shelf.Find("MLP"));
        Assert.Equal(digits, shelf.Find("mlp", "digits"));
        Assert.Equal(mnist, shelf.Find("mlp", "fashion-mnist"));
        Assert.Equal(dropout, shelf.Find("mlp-dropout"));
        Assert.Equal(digits, shelf.Find("mlp-digits"));
        Assert.Equal(digits, shelf.Find(digits));
        Assert.Equal(digits, shelf.Find(Path.GetDirectoryName(digits)!));
    }

    [Fact]
    public void A_prediction_for_a_picture_of_the_test_set_is_the_models_own_answer()
    {
        var test = Digits.Load(train: false);
        var answers = Measured();
        var right = Enumerable.Range(0, test.Count).First(i => answers.Mistakes.All(mistake => mistake.Picture != i));
        Png.Save(In("a.png"), test.Picture(right));
        Png.Save(In("b.png"), test.Picture(answers.Mistakes[0].Picture));
        Assert.Equal(ExitCodes.Ok, PredictCommand.Run(_clone.Context, In(""), [In("a.png"), In("b.png")]));
        var text = _clone.Written();
        var first = text.Split('\n').Where(line => Regex.IsMatch(line, @"^    \d +[0-9.]+%  [#.]{30}$", RegexOptions.None, TimeSpan.FromSeconds(5))).ToList();
        Assert.Equal(10, first.Count); // five classes of each picture
        Assert.StartsWith($"    {test.Classes[right]} ", first[0], StringComparison.Ordinal);
        Assert.StartsWith($"    {answers.Mistakes[0].Guessed} ", first[5], StringComparison.Ordinal);
        Assert.Contains(Words.Percent(answers.Mistakes[0].Probability), first[5], StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_picture_is_named_and_the_others_are_answered()
    {
        Png.Save(In("a.png"), Digits.Load(train: false).Picture(0));
        File.WriteAllText(In("text.png"), "no picture");
        File.WriteAllBytes(In("cut.png"), File.ReadAllBytes(In("a.png"))[..40]);
        Assert.Equal(ExitCodes.Usage, PredictCommand.Run(_clone.Context, In(""), [In("none.png"), In("text.png"), In("cut.png"), In(""), In("a.png")]));
        var text = _clone.Written().ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal);
        Assert.Contains("There is no file", text, StringComparison.Ordinal);
        Assert.Contains("text.png", text, StringComparison.Ordinal);
        Assert.Contains("cut.png", text, StringComparison.Ordinal);
        Assert.Contains("cannot be read", text, StringComparison.Ordinal);
        Assert.Contains("8 x 8", text, StringComparison.Ordinal);
    }

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private Answers Measured()
    {
        var model = SavedModel.Load(In("model.safetensors"));
        var answers = new Answers(10);
        using var loader = ImageData.ForTest(Digits.Load(train: false), model.Format);
        Evaluation.Run(model.Network, loader, [answers]);
        return answers;
    }

    private Task<int> EvaluateAsync(string run, string? data = null, bool average = false) =>
        EvaluateCommand.RunAsync(_clone.Context, run, data, average, layers: false, CancellationToken.None);

    private string In(string file) => trained.In(file);

    /// <summary>The run, made once for all tests.</summary>
    public sealed class Trained : IDisposable
    {
        private readonly TempClone _clone = new(width: 80);

        public Trained()
        {
            var runner = new TrainingRunner(_clone.Context, RecipeBook.Get("mlp"), s_short, new RunFolder(In("")), new(["course", "train", "mlp"]));
            Assert.Equal(ExitCodes.Ok, runner.Run(CancellationToken.None));
            Output = _clone.Written();
        }

        public string Output { get; }

        public void Dispose() => _clone.Dispose();

        public string In(string file) => Path.Combine(_clone.Root, "run", file);
    }
}
