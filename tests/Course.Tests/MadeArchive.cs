using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace CourseKit.Tests.Course;

/// <summary>Archives as packages are made of them, put together in the test.</summary>
internal static class MadeArchive
{
    /// <summary>The SHA-256, as data files have it.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static byte[] Gzip(ReadOnlySpan<byte> bytes)
    {
        using var result = new MemoryStream();
        using (var gzip = new GZipStream(result, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return result.ToArray();
    }

    /// <summary>A .tar.gz, which is also what npm calls .tgz.</summary>
    public static byte[] Tar(params (string Name, byte[] Bytes)[] files)
    {
        using var result = new MemoryStream();
        using (var tar = new TarWriter(result, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(bytes) });
            }
        }

        return Gzip(result.ToArray());
    }

    /// <summary>A Debian package (deb(5)): an ar archive of its version, what it is, and its files by their paths.</summary>
    public static byte[] Deb(params (string Name, byte[] Bytes)[] files)
    {
        using var result = new MemoryStream();
        result.Write("!<arch>\n"u8);
        Add("debian-binary", "2.0\n"u8.ToArray());
        Add("control.tar.gz", Tar(("./control", "Package: made\nVersion: 1\nArchitecture: all\nMaintainer: a test <test@example.org>\nDescription: made in a test\n"u8.ToArray())));
        Add("data.tar.gz", Tar(files));
        return result.ToArray();

        // Name, time, owner, group, mode and size in columns of text, then the bytes, to an even place.
        void Add(string name, byte[] bytes)
        {
            result.Write(Encoding.ASCII.GetBytes($"{name,-16}{0,-12}{0,-6}{0,-6}{"100644",-8}{bytes.Length,-10}`\n"));
            result.Write(bytes);
            if (bytes.Length % 2 == 1)
            {
                result.WriteByte((byte)'\n');
            }
        }
    }
}
