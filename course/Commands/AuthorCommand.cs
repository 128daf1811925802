using System.CommandLine;

namespace CourseKit.Course.Commands;

/// <summary><c>course author</c>: what the kit's authors need, and learners do not.</summary>
internal static class AuthorCommand
{
    public static Command Create() => new("author", "For authors of the course: make what learners get, and prove it.")
    {
        AuthorStubsCommand.Create(),
        AuthorProveCommand.Create(),
        AuthorLessonsCommand.Create(),
        AuthorFiguresCommand.Create(),
    };
}
