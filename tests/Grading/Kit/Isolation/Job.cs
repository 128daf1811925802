using System.Text;

namespace CourseKit.Grading.Isolation;

/// <summary>What the parent asks a child process to run.</summary>
internal sealed record Job
{
    /// <summary>The graded assembly's file; empty when its bytes come along.</summary>
    public string AssemblyPath { get; init; } = "";

    /// <summary>The graded assembly, compiled in memory.</summary>
    public byte[] Assembly { get; init; } = [];

    /// <summary>Its debugging symbols, so that a message can name the learner's line.</summary>
    public byte[] Symbols { get; init; } = [];

    /// <summary>The exercise whose tests are to run.</summary>
    public string Exercise { get; init; } = "";

    /// <summary>A check stops at the first failing test; grading runs them all.</summary>
    public bool StopAtFirstFailure { get; init; }

    /// <summary>Instead of tests: the type whose static method <c>Run</c> is a program to be run.</summary>
    public string Program { get; init; } = "";

    /// <summary>The exercises whose parts in that program are the learner's own, with commas between them.</summary>
    public string Mine { get; init; } = "";

    public void Write(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(AssemblyPath);
        writer.Write(Exercise);
        writer.Write(StopAtFirstFailure);
        writer.Write(Program);
        writer.Write(Mine);
        writer.Write(Assembly.Length);
        writer.Write(Assembly);
        writer.Write(Symbols.Length);
        writer.Write(Symbols);
    }

    public static Job Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        return new Job
        {
            AssemblyPath = reader.ReadString(),
            Exercise = reader.ReadString(),
            StopAtFirstFailure = reader.ReadBoolean(),
            Program = reader.ReadString(),
            Mine = reader.ReadString(),
            Assembly = reader.ReadBytes(reader.ReadInt32()),
            Symbols = reader.ReadBytes(reader.ReadInt32()),
        };
    }
}
