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

    private void AssertRefused(string problem, Dictionary<string, Tensor> tensors)
    {
        var e = Assert.Throws<SafetensorsException>(() => Checkpoint.Load(File, tensors));
        Assert.Equal($"{File}: {problem}. Build the model as it was when the file was saved.", e.Message);
    }
}
