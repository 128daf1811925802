using Exercises.Stage06;
using MiniTensor;

namespace CourseKit.Grading.Stage06;

[GradedTests("19.1")]
public sealed class E19_1_RandomCropTests
{
    private const int Channels = 2;

    [Graded]
    public void Each_picture_is_a_piece_of_the_padded_one()
    {
        var wrong = Changed(200).FirstOrDefault(picture => !picture.Places().Any());
        Expect.True(
            wrong is null,
            $"Picture {wrong?.Index} of 200 is no piece of itself with a border of {Crop.Padding} zeros, mirrored or not.{wrong?.Fault()}");
    }

    [Graded]
    public void The_pictures_that_were_given_stay_as_they_are()
    {
        var x = Pictures(20);
        var before = x.Doubles();
        E19_1_RandomCrop.Of(x, Crop.Padding, Draw.Rng());
        var changed = before.Zip(x.Doubles(), (a, b) => a.Equals(b)).Count(same => !same);
        Expect.True(
            changed == 0,
            $"{changed} numbers of the pictures that were given are others afterwards. Write into an array of your own.");
    }

    [Graded]
    public void Every_place_is_equally_likely()
    {
        const int Count = 5_000;
        var drawn = Changed(Count).Select(picture => picture.Places().First()).ToList();
        Expect.True(
            drawn.Distinct().Count() > 1,
            "All pictures of a batch were changed in the same way. Each of them has a place and a coin of its own.");
        Expect.True(drawn.Any(d => d.Down != d.Right), "Each picture moved as far down as to the right. Draw twice.");
        foreach (var (axis, moved) in new[] { ("down", drawn.Select(d => d.Down)), ("to the right", drawn.Select(d => d.Right)) })
        {
            var counts = moved.CountBy(by => by).ToDictionary();
            int[] places = [.. Enumerable.Range(-Crop.Padding, 2 * Crop.Padding + 1)];
            var missing = Array.FindIndex(places, by => !counts.ContainsKey(by));
            Expect.True(
                missing < 0,
                $"Of {Count} pieces none was cut {(missing < 0 ? 0 : places[missing])} pixels further {axis}. "
                + $"How many places are there with a border of {Crop.Padding} on each side?");
            foreach (var by in places)
            {
                Expect.True( // five standard deviations
                    Math.Abs(counts[by] - Count / 5) < 150,
                    $"Of {Count} pieces {counts[by]} were cut {by} pixels further {axis}, where {Count / 5} would be fair.");
            }
        }
    }

    [Graded]
    public void Half_of_them_are_mirrored()
    {
        const int Count = 4_000;
        var drawn = Changed(Count).Select(picture => picture.Places().First()).ToList();
        var mirrored = drawn.Count(d => d.Mirrored);
        Expect.True(mirrored > 0, $"Of {Count} pictures none is mirrored. Where is the coin? Each picture throws its own.");
        Expect.True(mirrored < Count, $"All of {Count} pictures are mirrored. Where is the coin? Each picture throws its own.");
        Expect.True(
            Math.Abs(mirrored - Count / 2) < 160,
            $"Of {Count} pictures {mirrored} are mirrored, where half would be fair. How many sides has the coin?");
        var lower = drawn.Count(d => d.Mirrored && d.Down >= 0);
        Expect.True(
            Math.Abs(lower - 0.6 * mirrored) < 120,
            $"Of {mirrored} mirrored pictures {lower} were cut in the middle or further down, where three in five would be fair. "
            + "Is the coin a throw of its own?");
    }

    /// <summary>The same picture some times, without a zero and without a number twice.</summary>
    private static Tensor Pictures(int count)
    {
        var numbers = Enumerable.Range(1, Channels * Crop.Height * Crop.Width).ToArray();
        Draw.Rng().Shuffle<int>(numbers);
        return Tensor.Of(
            [.. Enumerable.Range(0, count).SelectMany(_ => numbers.Select(v => (float)v))],
            [count, Channels, Crop.Height, Crop.Width]);
    }

    private static IEnumerable<Crop> Changed(int count)
    {
        var x = Pictures(count);
        var size = x.Count / count;
        var from = x.Doubles();
        var y = E19_1_RandomCrop.Of(x, Crop.Padding, Draw.Rng());
        Expect.True(y.Shape == x.Shape, $"The result has shape {y.Shape}, expected {x.Shape}.");
        return from.Chunk(size).Zip(y.Doubles().Chunk(size)).Select((pair, i) => new Crop(i, pair.First, pair.Second));
    }
}
