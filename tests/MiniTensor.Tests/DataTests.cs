using System.Text.RegularExpressions;
using MiniTensor.Data;
using Xunit;

namespace MiniTensor.Tests;

public sealed class DataTests
{
    [Fact]
    public void Moons_without_noise_lie_on_their_half_circles()
    {
        var points = Moons.Make(101, 0, new Rng(1));
        Assert.Equal(50, points.Count(p => p.Label == -1));
        Assert.Equal(51, points.Count(p => p.Label == 1));
        Assert.All(points, p =>
        {
            var (x, y) = p.Label < 0 ? (p.X, p.Y) : (1 - p.X, 0.5 - p.Y);
            Assert.Equal(1, x * x + y * y, 12);
            Assert.True(y >= -1e-12);
        });
    }

    [Fact]
    public void Noise_moves_the_points_by_its_standard_deviation()
    {
        var points = Moons.Make(20_000, 0.1, new Rng(2));
        var radius = points.Where(p => p.Label < 0).Select(p => Math.Sqrt(p.X * p.X + p.Y * p.Y)).ToList();
        Assert.Equal(0.1, Math.Sqrt(radius.Average(r => (r - 1) * (r - 1))), 0.01);
    }

    [Fact]
    public void The_names_ship_with_the_kit()
    {
        var names = File.ReadAllLines(DataFolder.Find("names", "names.txt"));
        Assert.Equal(32_033, names.Length);
        Assert.Equal(29_494, names.Distinct().Count());
        Assert.All(names, name => Assert.InRange(name.Length, 2, 15));
    }

    [Fact]
    public void A_missing_file_names_the_places_and_the_remedy()
    {
        var error = Assert.Throws<FileNotFoundException>(() => DataFolder.Find("names", "nothing.txt"));
        Assert.Contains("data get names", error.Message, StringComparison.Ordinal);
        Assert.Contains(DataFolder.Variable, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_copy_is_passed_over_for_a_right_one_and_is_an_error_where_there_is_none()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "names"));
            var copy = Path.Combine(folder, "names", "names.txt");
            File.WriteAllText(copy, "emma\nolivia\n");
            var right = DataFolder.Find("names", "names.txt");
            var kit = Path.GetDirectoryName(Path.GetDirectoryName(right));
            List<string> notes = [];
            Assert.Equal(right, DataFolder.Find("names", "names.txt", [folder, kit!], notes.Add));
            Assert.Matches($"^{Regex.Escape(copy)} has 12 bytes with SHA-256 [0-9a-f]{{64}}; expected 228145 bytes with SHA-256 0a30b555[0-9a-f]{{56}}", Assert.Single(notes));
            Assert.EndsWith($". In its place {right} is used, which is right. Remove the wrong copy or replace it.", notes[0], StringComparison.Ordinal);
            Assert.Equal(right, DataFolder.Find("names", "names.txt", [kit!, folder], notes.Add));
            Assert.Single(notes); // the wrong copy was not asked for
            var error = Assert.Throws<DataFileException>(() => DataFolder.Find("names", "names.txt", [folder]));
            Assert.Contains(copy, error.Message, StringComparison.Ordinal);
            Assert.Contains("has 12 bytes with SHA-256", error.Message, StringComparison.Ordinal);
            Assert.Contains("data get names", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
