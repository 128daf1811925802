using MiniTensor.Training.TensorBoard;
using Xunit;
using static MiniTensor.Tests.Training.EventReader;

namespace MiniTensor.Tests.Training;

/// <summary>Event files as a reader sees them that is not ours.</summary>
public sealed class EventReaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void A_reader_that_is_not_ours_finds_what_was_written()
    {
        var numbers = Tensor.Of([-3, -0.5f, 0, 0, 1e-13f, 0.25f, 7, 7.1f, float.NaN, float.PositiveInfinity]);
        string file;
        using (var writer = new EventWriter(_folder["run"], firstStep: 5))
        {
            writer.Scalar("loss/ü", 0.5, 6);
            writer.Scalar("far", -1, 5_000_000_000);
            writer.Histogram("numbers", numbers, 7);
            writer.Image("picture", Tensor.Of([0, 1, 0.5f, 0, 1, 0], [1, 2, 3]), 8);
            file = writer.File;
        }

        var events = Read(file);
        Assert.Equal("brain.Event:2", events[0].GetProperty("fileVersion").GetString());
        Assert.Equal((5, "START"), (events[1].GetProperty("step").GetInt64(), events[1].GetProperty("sessionLog").GetProperty("status").GetString()));
        Assert.All(events, one => Assert.InRange(one.GetProperty("wallTime").GetDouble(), 1.7e9, 4e9));
        Assert.Equal((6, "loss/ü", 0.5), (events[2].GetProperty("step").GetInt64(), Value(events[2]).GetProperty("tag").GetString(), Value(events[2]).GetProperty("simpleValue").GetDouble()));
        Assert.Equal(5_000_000_000, events[3].GetProperty("step").GetInt64());

        var histogram = Value(events[4]).GetProperty("histo");
        Assert.Equal((-3.0, (double)7.1f, 8.0), (histogram.GetProperty("min").GetDouble(), histogram.GetProperty("max").GetDouble(), histogram.GetProperty("num").GetDouble()));
        Assert.Equal(-3 - 0.5 + 1e-13f + 0.25 + 7 + 7.1f, histogram.GetProperty("sum").GetDouble(), 12);
        Assert.Equal(9 + 0.25 + 0.0625 + 49 + 7.1f * (double)7.1f, histogram.GetProperty("sumSquares").GetDouble(), 12);
        var limits = histogram.GetProperty("bucketLimit").EnumerateArray().Select(limit => limit.GetDouble()).ToList();
        var counts = histogram.GetProperty("bucket").EnumerateArray().Select(count => count.GetDouble()).ToList();
        Assert.Equal(limits.Order(), limits);
        Assert.Equal(limits.Count, counts.Count);
        double[] finite = [-3, -0.5, 0, 0, 1e-13f, 0.25, 7, 7.1f];
        for (var i = 0; i < limits.Count; i++)
        {
            var least = i == 0 ? double.NegativeInfinity : limits[i - 1];
            Assert.Equal(finite.Count(number => number >= least && number < limits[i]), counts[i]);
        }

        var image = Value(events[5]).GetProperty("image");
        Assert.Equal((2, 3, 1), (image.GetProperty("height").GetInt32(), image.GetProperty("width").GetInt32(), image.GetProperty("colorspace").GetInt32()));
        var png = image.GetProperty("encodedImageString").GetBytesFromBase64();
        Assert.Equal([0, 255, 128, 0, 255, 0], Data.Png.Decode("image", png).Bytes);
        Assert.Equal(6, events.Count);
    }

    [SkippableFact]
    public void The_reader_sees_damage()
    {
        string file;
        using (var writer = new EventWriter(_folder["run"]))
        {
            writer.Scalar("loss", 0.5, 6);
            file = writer.File;
        }

        var bytes = File.ReadAllBytes(file);
        bytes[^6] ^= 1;
        File.WriteAllBytes(file, bytes);
        Assert.Contains("CRC32C", Assert.Throws<InvalidDataException>(() => Read(file)).Message, StringComparison.Ordinal);
    }
}
