using System.CommandLine;
using CourseKit.Course.Commands;

var root = new RootCommand("CourseKit: deep learning from scratch, in C#.")
{
    AuthorCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
