namespace CourseKit.Course.LessonPipeline.Source;

/// <summary>What stands before a lesson's own cells, in each of the three forms.</summary>
internal static class FirstCell
{
    /// <summary>The namespaces that every lesson may use unqualified; hosts differ in what they import by themselves.</summary>
    public static IReadOnlyList<string> Namespaces { get; } =
    [
        "System", "System.Collections.Generic", "System.Linq", "CourseKit", "Micrograd", "MiniTensor", "MiniTensor.Data",
    ];

    public static string Usings => string.Concat(Namespaces.Select(name => $"using {name};\n"));

    public static string Open(LessonDocument lesson) => $"Lesson.Open(\"{lesson.Slug}\");";

    /// <summary>The notebook's first cell.</summary>
    public static string Notebook(LessonDocument lesson) => $"""
        #r "../bin/Micrograd.dll"
        #r "../bin/MiniTensor.dll"
        #r "../bin/CourseKit.Lessons.dll"
        {Usings}{Open(lesson)}
        """.ReplaceLineEndings("\n");

    /// <summary>The head of lesson.cs. The AOT compiler is a download of its own that a mirror may lack.</summary>
    public static string Program => """
        #:project ../../micrograd/Micrograd.csproj
        #:project ../../minitensor/MiniTensor/MiniTensor.csproj
        #:project ../kit/Lessons.Kit.csproj
        #:property PublishAot=false

        """.ReplaceLineEndings("\n");
}
