using System.CommandLine;

namespace CourseKit.Course.Commands;

/// <summary><c>course author</c>: what the kit's authors need, and learners do not.</summary>
internal static class AuthorCommand
{
    public static Command Create() =>
        new CourseCommand("author", "For authors of the course: make what learners get, and prove it.", "course author stubs --check")
    {
        AuthorAllCommand.Create(),
        AuthorKernelsCommand.Create(),
        AuthorStubsCommand.Create(),
        AuthorProveCommand.Create(),
        AuthorRecordCommand.Create(),
        AuthorLessonsCommand.Create(),
        AuthorFiguresCommand.Create(),
    };
}
