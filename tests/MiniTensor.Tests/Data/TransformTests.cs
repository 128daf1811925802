using MiniTensor;
using MiniTensor.Data;
using Xunit;

namespace CourseKit.Tests.MiniTensor.Data;

public sealed class TransformTests
{
    private static readonly byte[] s_source = [.. Enumerable.Range(0, 2 * 5 * 37).Select(i => (byte)(i * 89 % 256))];

    /// <summary>Grey pictures of 20 x 19 pixels, each unlike the others.</summary>
    internal static ImageDataset Pictures(int count) => new(
        [.. Enumerable.Range(0, count * 380).Select(i => (byte)(i * 31 % 251))],
        [.. Enumerable.Range(0, count).Select(i => (byte)(i % 3))],
        [1, 20, 19],
        ["a", "b", "c"]);

    [Fact]
    public void A_map_that_does_nothing_divides_by_255()
    {
        Assert.Equal(s_source.Select(pixel => pixel * (1 / 255f)), Write(_ => { }));
    }

    [Theory]
    [InlineData(Padding.Zero)]
    [InlineData(Padding.Reflect)]
    public void Any_chain_of_flips_and_shifts_is_what_the_pictures_say_one_after_another(Padding padding)
    {
        var rng = new Rng(1);
        for (var round = 0; round < 200; round++)
        {
            var map = new PixelMap([2, 5, 37]) { Padding = padding };
            Func<int, int, (int Y, int X)> from = (y, x) => (y, x);
            for (var step = rng.Next(5); step >= 0; step--)
            {
                var (before, h, w) = (from, map.Height, map.Width);
                switch (rng.Next(3))
                {
                    case 0:
                        map.FlipHorizontally();
                        from = (y, x) => before(y, w - 1 - x);
                        break;
                    case 1:
                        map.FlipVertically();
                        from = (y, x) => before(h - 1 - y, x);
                        break;
                    default:
                        var (top, left) = (rng.Next(9) - 4, rng.Next(41) - 20);
                        map.Crop(top, left, 1 + rng.Next(8), 1 + rng.Next(50));
                        from = (y, x) => before(y + top, x + left);
                        break;
                }
            }

            map.Normalise([0.25, 0.5], [0.5, 2]);
            var result = new float[map.Shape.Elements];
            result.AsSpan().Fill(float.NaN);
            map.Write(s_source, result);
            for (var i = 0; i < result.Length; i++)
            {
                var (c, y, x) = (i / (map.Height * map.Width), i / map.Width % map.Height, i % map.Width);
                var place = from(y, x);
                var pixel = padding == Padding.Zero ? Pixel(c, place.Y, place.X) : Pixel(c, Mirror(place.Y, 5), Mirror(place.X, 37));
                Assert.Equal((pixel / 255.0 - (c == 0 ? 0.25 : 0.5)) / (c == 0 ? 0.5 : 2), result[i], 1e-6);
            }
        }
    }

    [Fact]
    public void An_erased_square_is_zero_wherever_later_transforms_move_it()
    {
        var plain = Write(map => Move(map));
        var erased = Write(map =>
        {
            map.Erase(1, 3, 2, 4);
            Move(map);
        });

        // Rows 1 and 2, columns 3 to 6; flipped to 30..33; shifted up by 1 and left by 2.
        for (var i = 0; i < plain.Length; i++)
        {
            var (y, x) = (i / 37 % 5, i % 37);
            var isErased = y is 0 or 1 && x is >= 28 and <= 31;
            Assert.Equal(isErased ? 0 : plain[i], erased[i]);
        }

        static void Move(PixelMap map)
        {
            map.FlipHorizontally();
            map.Crop(1, 2, 5, 37);
            map.Normalise([2, 2], [1, 1]);
        }
    }

    [Fact]
    public void A_random_crop_is_evenly_at_every_place_of_the_padded_picture()
    {
        var counts = new int[5, 5];
        Repeat(25_000, new RandomCrop(2), map =>
        {
            var found = Enumerable.Range(0, 25).First(place => Shifted(map, place / 5 - 2, place % 5 - 2));
            counts[found / 5, found % 5]++;
        });
        Assert.All(counts.Cast<int>(), count => Assert.InRange(count, 1000 - 160, 1000 + 160)); // five standard errors
    }

    [Fact]
    public void A_random_flip_flips_half_and_the_probability_counts()
    {
        Assert.InRange(Flips(new RandomFlip()), 5000 - 250, 5000 + 250);
        Assert.InRange(Flips(new RandomFlip(0.1)), 1000 - 150, 1000 + 150);
        Assert.Equal(0, Flips(new RandomFlip(0)));
        Assert.Equal(10_000, Flips(new RandomFlip(1)));

        static int Flips(IImageTransform flip)
        {
            var flips = 0;
            Repeat(10_000, flip, map => flips += IsFlipped(map) ? 1 : 0);
            return flips;
        }
    }

    [Fact]
    public void An_alternating_flip_shows_each_picture_both_ways_round_in_two_epochs()
    {
        var flip = new AlternatingFlip(seed: 4);
        var first = 0;
        for (var index = 0; index < 1000; index++)
        {
            var ways = Enumerable.Range(0, 4).Select(epoch =>
            {
                var map = new PixelMap([1, 1, 2]);
                flip.Apply(map, new ItemDraw(epoch, index, new Rng(0)));
                return IsFlipped(map);
            }).ToArray();
            Assert.Equal([ways[0], !ways[0], ways[0], !ways[0]], ways);
            first += ways[0] ? 1 : 0;
        }

        Assert.InRange(first, 500 - 80, 500 + 80);
    }

    [Fact]
    public void Cutout_erases_a_square_whose_centre_is_anywhere()
    {
        var (least, most, sum) = (int.MaxValue, 0, 0);
        Repeat(4000, new Cutout(4), map =>
        {
            var result = new float[36];
            map.Write([.. Enumerable.Repeat((byte)255, 36)], result);
            var zeros = result.Count(x => x == 0);
            (least, most, sum) = (Math.Min(least, zeros), Math.Max(most, zeros), sum + zeros);
        }, side: 6);
        Assert.Equal((4, 16), (least, most));

        // Along one axis, starts -2 .. 3 leave 2, 3, 4, 4, 4, 3 of 4: 20 of 24.
        Assert.Equal(16 * (20 / 24.0) * (20 / 24.0), sum / 4000.0, 0.3);
    }

    [Fact]
    public void Normalise_gives_a_data_set_mean_0_and_deviation_1()
    {
        var pictures = Pictures(50);
        using var loader = new DataLoader(pictures, 50, transforms: [Normalise.By(pictures)]);
        var values = loader.Epoch().First().Inputs.ToArray();
        Assert.Equal(0, values.Average(), 1e-4);
        Assert.Equal(1, values.Average(x => x * x), 1e-4);
    }

    [Fact]
    public void Mixup_mixes_inputs_and_targets_by_one_share()
    {
        using var plain = new DataLoader(Pictures(9), 9, new Rng(2));
        using var mixed = new DataLoader(Pictures(9), 9, new Rng(2), [new Mixup(1)]);
        var (x, batch) = (plain.Epoch().First(), mixed.Epoch().First());
        Assert.InRange(batch.Share, 0, 1);
        Assert.Equal(x.Targets, batch.Targets);
        Assert.Equal(x.Targets.Reverse(), batch.MixedTargets!);
        var (own, got) = (x.Inputs.ToArray(), batch.Inputs.ToArray());
        for (var i = 0; i < own.Length; i++)
        {
            var partner = own[(8 - i / 380) * 380 + i % 380];
            Assert.Equal(batch.Share * own[i] + (1 - batch.Share) * partner, got[i], 1e-5);
        }

        var logits = Tensor.Normal(new Rng(1), [9, 3]);
        var expected = batch.Share * Functional.CrossEntropy(logits, batch.Targets).Item()
            + (1 - batch.Share) * Functional.CrossEntropy(logits, batch.MixedTargets!).Item();
        Assert.Equal(expected, batch.CrossEntropy(logits).Item(), 1e-5);
        Assert.Equal(Functional.CrossEntropy(logits, x.Targets).Item(), x.CrossEntropy(logits).Item());
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(2)]
    public void Mixup_draws_its_share_from_the_beta_distribution(double alpha)
    {
        // The mean of Beta(a, a) is 1/2, its variance 1 / (4 (2a + 1)).
        using var loader = new DataLoader(new CountingDataset(4000), 1, new Rng(3), [new Mixup(alpha)]);
        var shares = loader.Epoch().Select(batch => batch.Share).ToList();
        var variance = 1 / (4 * (2 * alpha + 1));
        Assert.Equal(0.5, shares.Average(), 5 * Math.Sqrt(variance / shares.Count));
        Assert.Equal(variance, shares.Average(share => (share - 0.5) * (share - 0.5)), 0.1 * variance);
    }

    private static float[] Write(Action<PixelMap> set)
    {
        var map = new PixelMap([2, 5, 37]);
        set(map);
        var result = new float[map.Shape.Elements];
        map.Write(s_source, result);
        return result;
    }

    private static double Pixel(int c, int y, int x) => y is >= 0 and < 5 && x is >= 0 and < 37 ? s_source[(c * 5 + y) * 37 + x] : 0;

    /// <summary>Walks, turning round at the ends.</summary>
    private static int Mirror(int place, int length)
    {
        while (place < 0 || place >= length)
        {
            place = place < 0 ? -place : 2 * (length - 1) - place;
        }

        return place;
    }

    private static void Repeat(int times, IImageTransform transform, Action<PixelMap> see, int side = 6)
    {
        var rng = new Rng(8);
        for (var i = 0; i < times; i++)
        {
            var map = new PixelMap([1, side, side]);
            transform.Apply(map, new ItemDraw(0, i, rng));
            see(map);
        }
    }

    private static bool IsFlipped(PixelMap map)
    {
        var row = new float[map.Shape.Elements];
        map.Write([.. Enumerable.Range(0, row.Length).Select(i => (byte)i)], row);
        return row[0] > row[1];
    }

    private static bool Shifted(PixelMap map, int down, int right)
    {
        var result = new float[36];
        map.Write([.. Enumerable.Range(1, 36).Select(i => (byte)i)], result);
        return Enumerable.Range(0, 36).All(i =>
        {
            var (y, x) = (i / 6 + down, i % 6 + right);
            return MathF.Round(result[i] * 255) == (y is >= 0 and < 6 && x is >= 0 and < 6 ? 1 + 6 * y + x : 0);
        });
    }
}
