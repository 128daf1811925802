using System.CommandLine;
using CourseKit.Course;
using CourseKit.Course.Commands;
using Xunit;

namespace CourseKit.Tests.Course;

public sealed class HelpTests
{
    public static TheoryData<string> Commands => [.. All(global::CourseKit.Course.Program.Commands()).Select(Path)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_has_a_description_and_examples_that_the_program_understands(string path)
    {
        var root = global::CourseKit.Course.Program.Commands();
        var command = Assert.IsType<CourseCommand>(All(root).Single(command => Path(command) == path));
        Assert.NotEmpty(command.Description!);
        Assert.NotEmpty(command.Examples);
        Assert.All(command.Examples, example =>
        {
            Assert.StartsWith("course ", example, StringComparison.Ordinal);
            Assert.Empty(root.Parse(example["course ".Length..]).Errors);
        });

        var help = HelpOf(root, path + " --help");
        Assert.All(command.Examples, example => Assert.Contains("  " + example, help, StringComparison.Ordinal));
    }

    [Fact]
    public void The_root_shows_one_example_for_each_command_and_every_exit_code()
    {
        var root = global::CourseKit.Course.Program.Commands();
        var help = HelpOf(root, "--help");
        Assert.All(root.Subcommands, command => Assert.Contains($"\n  course {command.Name}", help, StringComparison.Ordinal));
        Assert.All(ExitCodes.All, code => Assert.Contains($"\n  {code.Code,-4} {code.Meaning}\n", help, StringComparison.Ordinal));
        var constants = typeof(ExitCodes).GetFields().Select(field => (int)field.GetRawConstantValue()!);
        Assert.Equal(constants, ExitCodes.All.Select(code => code.Code));
    }

    [Theory]
    [InlineData("frobnicate", ExitCodes.Usage)]
    [InlineData("hint 01.1 --level 9", ExitCodes.Usage)]
    [InlineData("check 99.9", ExitCodes.Usage)]
    [InlineData("--help", ExitCodes.Ok)]
    [InlineData("reset --help", ExitCodes.Ok)]
    [InlineData("run --help", ExitCodes.Ok)]
    [InlineData("data get --help", ExitCodes.Ok)]
    public async Task The_exit_code_tells_whether_the_command_line_was_understood(string line, int code) =>
        Assert.Equal(code, await global::CourseKit.Course.Program.Main(line.Split(' ')));

    [Fact]
    public void A_missing_argument_is_named_with_an_example()
    {
        var lines = global::CourseKit.Course.Program.Misunderstood(global::CourseKit.Course.Program.Commands().Parse("predict resnet20"));
        Assert.Equal(
            [
                "<picture> is missing: PNG files of any size; the middle square is looked at.",
                "`course predict --help` shows how it is used. For example: course predict resnet20 cat.png",
            ],
            lines.TakeLast(2));
    }

    private static string HelpOf(RootCommand root, string line)
    {
        var output = new StringWriter();
        root.Parse(line).Invoke(new InvocationConfiguration { Output = output });
        return output.ToString().ReplaceLineEndings("\n");
    }

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(sub => All(sub).Prepend(sub));

    private static string Path(Command command) =>
        command.Parents.OfType<CourseCommand>().FirstOrDefault() is { } parent ? $"{Path(parent)} {command.Name}" : command.Name;
}
