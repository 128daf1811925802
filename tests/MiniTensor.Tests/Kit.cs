namespace MiniTensor.Tests;

/// <summary>The clone that these tests were built in.</summary>
internal static class Kit
{
    /// <summary>The folder with CourseKit.sln.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CourseKit.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? ".";
    }
}
