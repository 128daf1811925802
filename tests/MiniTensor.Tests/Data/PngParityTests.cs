using System.Diagnostics;
using MiniTensor;
using MiniTensor.Data;
using Xunit;

namespace CourseKit.Tests.MiniTensor.Data;

/// <summary>Our reader and Python's Pillow, each on what the other has nothing to do with.</summary>
public sealed class PngParityTests : IDisposable
{
    /// <summary>Reads every NAME.png of a folder and writes its pixels as NAME.rgba; then writes pictures of its own, w*.png, in the same two forms.</summary>
    private const string Pillow = """
        import os, random, sys
        from PIL import Image
        os.chdir(sys.argv[1])
        for name in sorted(os.listdir(".")):
            with Image.open(name) as image:
                open(name[:-4] + ".rgba", "wb").write(image.convert("RGBA").tobytes())
        random.seed(5)
        for i, mode in enumerate(["L", "LA", "RGB", "RGBA", "P", "1"] * 3):
            size = (random.randint(1, 70), random.randint(1, 50))
            smooth = bytes(min(255, x * 3 + y * c + random.randint(0, 9)) for y in range(size[1]) for x in range(size[0]) for c in range(4))
            image = Image.frombytes("RGBA", size, smooth)
            image = image.convert("RGB").quantize(random.choice([2, 5, 16, 200])) if mode == "P" else image.convert(mode)
            image.save(f"w{i}.png", optimize=i % 2 == 0)
            open(f"w{i}.rgba", "wb").write(image.convert("RGBA").tobytes())
        """;

    private readonly TempFile _files = new();

    public void Dispose() => _files.Dispose();

    [SkippableFact]
    public void Pillow_reads_the_same_pixels_and_what_it_writes_we_read_the_same()
    {
        var rng = new Rng(4);
        foreach (var (colour, depth) in new[] { (0, 1), (0, 2), (0, 4), (0, 8), (2, 8), (2, 16), (3, 1), (3, 2), (3, 4), (3, 8), (4, 8), (4, 16), (6, 8), (6, 16) })
        {
            foreach (var (interlaced, isTransparent) in new[] { (false, false), (true, false), (false, colour == 3), (true, colour == 3) })
            {
                var made = new MadePng(1 + rng.Next(40), 1 + rng.Next(30), colour, depth, interlaced, isTransparent, rng);
                _files.Put($"m{colour}-{depth}-{interlaced}-{isTransparent}.png", made.Bytes());
            }
        }

        var missing = Run();
        Skip.If(missing is not null, missing);
        var files = Directory.GetFiles(_files.Folder, "*.png");
        Assert.True(files.Length >= 30 + 18);
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(Path.ChangeExtension(file, ".rgba")), Rgba(Png.Load(file))));
    }

    /// <summary>Why Pillow is not there; null where it did its work.</summary>
    private string? Run()
    {
        var python = Environment.GetEnvironmentVariable("COURSEKIT_PYTHON") ?? (File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3");
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", Pillow, _files.Folder]) { UseShellExecute = false, RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (error.Contains("No module named 'PIL'", StringComparison.Ordinal))
            {
                return $"{python} has no Pillow; on Debian: apt-get install python3-pil";
            }

            Assert.True(process.ExitCode == 0, error);
            return null;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return $"{python} does not start: {e.Message}";
        }
    }

    /// <summary>Four bytes to a pixel, as Pillow makes them: of 16 bits the higher eight.</summary>
    private static byte[] Rgba(Picture picture)
    {
        var step = picture.Depth / 8;
        var rgba = new List<byte>();
        for (var at = 0; at < picture.Bytes.Length; at += picture.Channels * step)
        {
            byte Sample(int channel) => picture.Bytes[at + channel * step];
            rgba.AddRange(picture.Channels <= 2 ? [Sample(0), Sample(0), Sample(0)] : [Sample(0), Sample(1), Sample(2)]);
            rgba.Add(picture.Channels is 2 or 4 ? Sample(picture.Channels - 1) : byte.MaxValue);
        }

        return [.. rgba];
    }
}
