using System.CommandLine;
using CourseKit.Course.Content;
using CourseKit.Course.LessonPipeline.Source;
using CourseKit.Course.Training;
using MiniTensor.Training;

namespace CourseKit.Course.Commands;

/// <summary><c>course author record</c>: makes the record of a run of <c>course train</c> one that a lesson can quote.</summary>
internal static class AuthorRecordCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "The folder of a run that came to its end." };
        var lesson = new Argument<string>("NN") { Description = "The lesson's number." };
        var name = new Argument<string>("NAME") { Description = "What the lesson calls the run." };
        var command = new CourseCommand(
            "record",
            "Copy the record of a finished run into a lesson, as runs/NAME.json, and what its layers are worth as runs/NAME-layers.json.",
            "course author record .course/runs/resnet20-cifar10 18 resnet20-full")
        {
            run, lesson, name,
        };
        command.Run((context, parse) => Keep(context, parse.GetRequiredValue(run), parse.GetRequiredValue(lesson), parse.GetRequiredValue(name)));
        return command;
    }

    internal static int Keep(CourseContext context, string run, string lesson, string name)
    {
        var folder = new RunFolder(Path.GetFullPath(run));
        if (!folder.IsFinished)
        {
            throw new CourseException($"{folder.Path} holds no record: a run writes its run.json when it has come to its end.");
        }

        if (!name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
        {
            throw new CourseException($"A record's name has letters, digits, - and _, so that a lesson's text can quote it; got {name}.");
        }

        try
        {
            var record = TrainingRecord.Load(folder.Record);

            // Where the author kept the run is no part of how to get it again.
            Keep(record with { Name = name, Command = CommandLine.Parse(record.Command).Without("--out").ToString() });
            if (File.Exists(folder.Layers))
            {
                var model = SavedModel.Load(folder.Model).Recipe.Name;
                Keep(TrainingRecord.Load(folder.Layers) with { Name = name + "-layers", Command = $"course evaluate {model} --layers" });
            }

            return ExitCodes.Ok;
        }
        catch (InvalidDataException e)
        {
            throw new CourseException(e.Message);
        }

        void Keep(TrainingRecord record)
        {
            var file = LessonShelf.Open(context.Workspace, lesson).PathOf("runs", record.Name + ".json");
            Directory.CreateDirectory(Path.GetDirectoryName(file) ?? "");
            record.Save(file);
            context.Terminal.Verbatim($"{context.Workspace.Display(file)} written: {record.Command}, seed {record.Seed}, commit {record.Commit}");
        }
    }
}
