using System.CommandLine;
namespace CourseKit.Course.Commands;
internal static class DataCommand { public static Command Create() => new CourseCommand("data", "x", "course data list"); }
