namespace CourseKit.Course.LessonPipeline.Source;

/// <summary>What stands before a lesson's own cells, in each of the three forms.</summary>
internal static class FirstCell
{
    private static readonly string[] s_common = ["System", "System.Collections.Generic", "System.Linq", "CourseKit", "MiniTensor", "MiniTensor.Data"];

    /// <summary>The namespaces that a lesson may use unqualified; hosts differ in what they import by themselves.</summary>
    /// <remarks>Micrograd and MiniTensor both have a Sgd and a Layer: the first two stages mean the scalar ones, all others those of tensors.</remarks>
    public static IReadOnlyList<string> Namespaces(LessonDocument lesson) => string.CompareOrdinal(lesson.Front.Stage, "03") < 0
        ? [.. s_common[..4], "Micrograd", .. s_common[4..]]
        : [.. s_common, .. HasModels(lesson) ? (string[])["MiniTensor.Models"] : [], "MiniTensor.Nn", "MiniTensor.Optim", "MiniTensor.Training"];

    /// <summary>Finished networks come with convolution; before, lessons write theirs.</summary>
    private static bool HasModels(LessonDocument lesson) => string.CompareOrdinal(lesson.Front.Stage, "05") >= 0;

    public static string Usings(LessonDocument lesson) => string.Concat(Namespaces(lesson).Select(name => $"using {name};\n"));

    public static string Open(LessonDocument lesson) => $"Lesson.Open(\"{lesson.Slug}\");";

    /// <summary>The notebook's first cell.</summary>
    public static string Notebook(LessonDocument lesson) => $"""
        #r "../bin/Micrograd.dll"
        #r "../bin/MiniTensor.dll"
        #r "../bin/CourseKit.Lessons.dll"
        {Usings(lesson)}{Open(lesson)}
        """.ReplaceLineEndings("\n");

    /// <summary>The head of lesson.cs. The AOT compiler is a download of its own that a mirror may lack.</summary>
    public static string Program => """
        #:project ../../micrograd/Micrograd.csproj
        #:project ../../minitensor/MiniTensor/MiniTensor.csproj
        #:project ../kit/Lessons.Kit.csproj
        #:property PublishAot=false

        """.ReplaceLineEndings("\n");
}
