using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using MiniTensor.IO;
using MiniTensor.Tests.Parity;
using Xunit;

namespace MiniTensor.Tests.IO;

/// <summary>The way back: what is written here, read by the safetensors package, where Python has it.</summary>
public sealed class SafetensorsPackageTests
{
    // Shapes and bits, and the texts.
    private const string Reader = """
        import json, sys
        from safetensors import safe_open
        from safetensors.numpy import load_file
        tensors = {name: [list(x.shape), x.reshape(-1).view("<u4").tolist()] for name, x in load_file(sys.argv[1]).items()}
        with safe_open(sys.argv[1], "np") as file:
            print(json.dumps([tensors, file.metadata()]))
        """;

    [SkippableFact]
    public void The_Python_package_reads_every_bit()
    {
        var tensors = new Dictionary<string, Tensor>
        {
            ["special"] = Tensor.Of([-0f, float.Epsilon, float.NegativeInfinity, BitConverter.UInt32BitsToSingle(0xFFC12345)]),
            ["naïve \"name\""] = Tensor.Scalar(1.5),
            ["empty"] = Tensor.Zeros([2, 0, 3]),
            ["strided"] = Tensor.Uniform(new Rng(3), [3, 7, 201]).Transpose(0, 2),
        };
        var texts = new Dictionary<string, string> { ["naïve"] = "a \"quoted\"\nline", ["framework"] = "pt" };

        var read = JsonSerializer.Deserialize<JsonElement>(ReadByPython(path => Safetensors.Save(path, tensors, texts)));

        Assert.Equal(tensors.Count, read[0].EnumerateObject().Count());
        foreach (var (name, tensor) in tensors)
        {
            var (shape, bits) = (read[0].GetProperty(name)[0], read[0].GetProperty(name)[1]);
            Assert.Equal(tensor.Shape.ToArray(), shape.EnumerateArray().Select(size => size.GetInt32()));
            Assert.Equal(tensor.ToArray().Select(BitConverter.SingleToUInt32Bits), bits.EnumerateArray().Select(number => number.GetUInt32()));
        }

        Assert.Equal(texts, read[1].Deserialize<Dictionary<string, string>>());
    }

    private static string ReadByPython(Action<string> write)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "way-back.safetensors");
            write(path);
            var start = new ProcessStartInfo(TorchProcess.Python, ["-c", Reader, path])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var python = Process.Start(start)!;
            var answer = python.StandardOutput.ReadToEnd();
            var error = python.StandardError.ReadToEnd();
            python.WaitForExit();
            Skip.If(error.Contains("ModuleNotFoundError", StringComparison.Ordinal), $"{TorchProcess.Python} has no safetensors package: pip install safetensors numpy");
            Assert.True(python.ExitCode == 0, error);
            return answer;
        }
        catch (Win32Exception e)
        {
            Skip.If(true, $"{TorchProcess.Python} does not start: {e.Message}");
            throw;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
