using System.CommandLine;
namespace CourseKit.Course.Commands;
internal static class DoctorCommand { public static Command Create() => new CourseCommand("doctor", "x", "course doctor"); }
