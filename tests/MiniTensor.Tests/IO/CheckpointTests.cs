using System.Security.Cryptography;
using System.Text;
using MiniTensor.IO;
using Xunit;

namespace MiniTensor.Tests.IO;

public sealed class CheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("minitensor-").FullName;

    private string File => Path.Combine(_folder, "run.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_saved_comes_back_into_the_same_tensors()
    {
        var (w, b) = (Tensor.Of([1, 2, 3, 4], [2, 2]), Tensor.Of([5]));
        w.RequiresGrad = true;
        var tensors = new Dictionary<string, Tensor> { ["w"] = w, ["b"] = b };
        Checkpoint.Save(File, tensors, new Dictionary<string, string> { ["step"] = "7" });
        using (GradMode.NoGrad())
        {
            w.Fill(0);
            b.Fill(0);
        }

        Assert.Equal("7", Checkpoint.Load(File, tensors)["step"]);
        Assert.Equal([1f, 2f, 3f, 4f], w.ToArray());
        Assert.Equal(5, b.Item());
        Assert.True(w.RequiresGrad);
    }

    [Fact]
    public void A_write_that_breaks_off_leaves_the_old_file_whole_and_nothing_beside_it()
    {
        var x = Tensor.Of([1, 2]);
        Checkpoint.Save(File, new Dictionary<string, Tensor> { ["x"] = x });
        var before = System.IO.File.ReadAllBytes(File);

        var gone = Tensor.Of([3]);
        gone.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Checkpoint.Save(File, new Dictionary<string, Tensor> { ["x"] = Tensor.Zeros([100_000]), ["y"] = gone }));
        Assert.Throws<IOException>(() => AtomicFile.Write(File, stream =>
        {
            stream.WriteByte(1);
            throw new IOException("No space left on device");
        }));

        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
        Assert.Equal([File], Directory.GetFiles(_folder));
    }

    [Fact]
    public void What_a_killed_writer_left_behind_is_no_obstacle()
    {
        System.IO.File.WriteAllText(File + ".new", "half a file");
        Checkpoint.Save(File, new Dictionary<string, Tensor> { ["x"] = Tensor.Of([1]) });
        Assert.Equal(1, Safetensors.Load(File)["x"].Item());
        Assert.Equal([File], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_file_of_another_model_changes_nothing_and_names_the_difference()
    {
        var (a, b) = (Tensor.Of([1, 2]), Tensor.Of([3]));
        Checkpoint.Save(File, new Dictionary<string, Tensor> { ["a"] = Tensor.Of([8, 9]), ["b"] = Tensor.Of([6, 7]) });

        AssertRefused("tensor 'b': has shape (2) in the file and (1) in the program", new() { ["a"] = a, ["b"] = b });
        AssertRefused("tensor 'b': has shape (2) in the file and none in the program", new() { ["a"] = a });
        AssertRefused("tensor 'c': has shape none in the file and (1) in the program", new() { ["a"] = a, ["b"] = Tensor.Of([0, 0]), ["c"] = b });
        Assert.Equal([1f, 2f], a.ToArray());
    }

    [Fact]
    public void A_file_on_the_disk_that_is_damaged_is_named_by_its_path()
    {
        System.IO.File.WriteAllBytes(File, [1, 2, 3]);
        var e = Assert.Throws<SafetensorsException>(() => Safetensors.Load(File));
        Assert.StartsWith($"{File}: has 3 bytes", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bit_that_changed_anywhere_in_the_file_is_noticed()
    {
        var tensors = new Dictionary<string, Tensor> { ["w"] = Tensor.Of([1, 2, 3]), ["b"] = Tensor.Of([4]) };
        Checkpoint.Save(File, tensors, new Dictionary<string, string> { ["step"] = "7" });
        var bytes = System.IO.File.ReadAllBytes(File);
        var name = Encoding.UTF8.GetString(bytes).IndexOf("file.sha256", StringComparison.Ordinal); // without that name it is a file of the old kind
        for (var i = 0; i < bytes.Length; i++)
        {
            if (i < name || i >= name + "file.sha256".Length)
            {
                byte[] damaged = [.. bytes];
                damaged[i] ^= (byte)(1 << i % 8);
                System.IO.File.WriteAllBytes(File, damaged);
                Assert.True(Record.Exception(() => Checkpoint.Load(File, tensors)) is SafetensorsException, $"byte {i} of {bytes.Length}");
            }
        }
    }

    [Fact]
    public void A_damaged_file_is_named_with_both_checksums_and_changes_nothing()
    {
        var large = Tensor.Uniform(new Rng(3), [50_000]); // several chunks
        var tensors = new Dictionary<string, Tensor> { ["large"] = large, ["empty"] = Tensor.Zeros([0]) };
        Checkpoint.Save(File, tensors, new Dictionary<string, string> { ["a,\"file.sha256"] = "x" }); // sorts before the checksum's own name
        var expected = HashOf(System.IO.File.ReadAllBytes(File));
        Assert.Contains($",\"file.sha256\":\"{expected}\"", Encoding.UTF8.GetString(System.IO.File.ReadAllBytes(File)), StringComparison.Ordinal);

        var damaged = System.IO.File.ReadAllBytes(File);
        damaged[^100_000] ^= 1;
        System.IO.File.WriteAllBytes(File, damaged);
        using (GradMode.NoGrad())
        {
            large.Fill(0);
        }

        var e = Assert.Throws<SafetensorsException>(() => Checkpoint.Load(File, tensors));
        var fault = $"{File}: has SHA-256 {HashOf(damaged)}, and was saved with {expected}. The file is damaged, or another program changed it.";
        Assert.Equal((fault, fault + " Copy or save it again.", true), (e.Fault, e.Message, e.IsDamaged));
        Assert.Equal(0, large.Sum().Item());
    }

    [Fact]
    public void A_file_without_a_checksum_is_read_as_it_is_and_the_checksum_is_no_text_of_the_programs()
    {
        var x = Tensor.Of([1, 2]);
        var (tensors, texts) = (new Dictionary<string, Tensor> { ["x"] = x }, new Dictionary<string, string> { ["step"] = "7" });
        Safetensors.Save(File, tensors, texts);
        Assert.Equal(texts, Checkpoint.Load(File, tensors));
        Checkpoint.Save(File, tensors, texts);
        Assert.Equal(texts, Checkpoint.Load(File, tensors));

        texts["file.sha256"] = "mine";
        Assert.Contains("file.sha256", Assert.Throws<ArgumentException>(() => Checkpoint.Save(File, tensors, texts)).Message, StringComparison.Ordinal);
        Assert.Contains("file.sha256", Assert.Throws<ArgumentException>(() => Safetensors.Save(_folder + "/other", tensors, texts)).Message, StringComparison.Ordinal);
    }

    /// <summary>The SHA-256 of a file with the 64 digits of its own checksum as zeros.</summary>
    private static string HashOf(byte[] file)
    {
        var digits = Encoding.Latin1.GetString(file).IndexOf(",\"file.sha256\":\"", StringComparison.Ordinal) + ",\"file.sha256\":\"".Length;
        byte[] blank = [.. file];
        blank.AsSpan(digits, 64).Fill((byte)'0');
        return Convert.ToHexStringLower(SHA256.HashData(blank));
    }

    private void AssertRefused(string problem, Dictionary<string, Tensor> tensors)
    {
        var e = Assert.Throws<SafetensorsException>(() => Checkpoint.Load(File, tensors));
        Assert.Equal(($"{File}: {problem}.", false), (e.Fault, e.IsDamaged));
        Assert.Equal(e.Fault + " Build the model as it was when the file was saved.", e.Message);
    }
}
