using System.Security.Cryptography;

namespace CourseKit.Course.Learner;

/// <summary>A fingerprint of the source that passed, to tell whether it has changed since.</summary>
internal static class SourceHash
{
    /// <summary>SHA-256 of the file; null when there is none.</summary>
    public static string? Of(string path) => File.Exists(path) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) : null;
}
