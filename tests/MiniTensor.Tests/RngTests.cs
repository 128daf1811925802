using Xunit;

namespace MiniTensor.Tests;

public sealed class RngTests
{
    // Source: the known-answer file of Random123 (kat_vectors, philox4x32 10), counters and keys as 64-bit halves.
    [Theory]
    [InlineData(0ul, 0ul, 0ul, new[] { 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u })]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, new[] { 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu })]
    [InlineData(0x85a308d3243f6a88ul, 0x0370734413198a2eul, 0x299f31d0a4093822ul, new[] { 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u })]
    public void The_cipher_gives_the_published_answers(ulong counter, ulong stream, ulong key, uint[] expected)
    {
        var block = new uint[4];
        Rng.Philox(counter, stream, key, block);
        Assert.Equal(expected, block);
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers_and_another_seed_others()
    {
        Assert.Equal(Draw(new Rng(5)), Draw(new Rng(5)));
        Assert.NotEqual(Draw(new Rng(5)), Draw(new Rng(6)));
        Assert.NotEqual(Draw(new Rng(5)), Draw(new Rng(5, stream: 1)));
    }

    [Fact]
    public void A_saved_position_goes_on_with_the_same_numbers()
    {
        for (var drawn = 0; drawn < 9; drawn++)
        {
            var rng = new Rng(5, stream: 2);
            for (var i = 0; i < drawn; i++)
            {
                _ = i % 2 == 0 ? rng.Normal() : rng.NextUInt32();
            }

            rng.Split();
            var restored = new Rng(1);
            restored.RestoreTexts(rng.StateTexts.ToDictionary(text => text.Name, text => text.Value));
            Assert.Equal(rng.Split().NextUInt32(), restored.Split().NextUInt32());
            for (var i = 0; i < 9; i++)
            {
                Assert.Equal(rng.Normal(), restored.Normal());
                Assert.Equal(rng.NextUInt32(), restored.NextUInt32());
            }
        }
    }

    [Fact]
    public void A_split_is_independent_of_how_much_its_parent_has_drawn()
    {
        var (early, late) = (new Rng(5), new Rng(5));
        _ = Draw(late);
        Assert.Equal(Draw(early.Split()), Draw(late.Split()));
        Assert.NotEqual(Draw(early.Split()), Draw(early.Split()));
    }

    [Fact]
    public void Uniform_and_normal_have_their_mean_and_deviation()
    {
        const int Count = 200_000;
        var rng = new Rng(11);
        var uniform = Enumerable.Range(0, Count).Select(_ => rng.Uniform()).ToList();
        var normal = Enumerable.Range(0, Count).Select(_ => rng.Normal(3, 2)).ToList();

        // Five standard errors: 5 sqrt(1/12 / n) and 5 * 2 / sqrt(n).
        Assert.All(uniform, x => Assert.True(x is >= 0 and < 1));
        Assert.Equal(0.5, uniform.Average(), 5 * Math.Sqrt(1 / 12.0 / Count));
        Assert.Equal(3, normal.Average(), 5 * 2 / Math.Sqrt(Count));
        Assert.Equal(2, Math.Sqrt(normal.Average(x => (x - 3) * (x - 3))), 0.02);
    }

    [Fact]
    public void Next_gives_every_number_below_the_bound_equally_often()
    {
        var rng = new Rng(13);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
        {
            counts[rng.Next(7)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500));
        Assert.Throws<ArgumentOutOfRangeException>(() => rng.Next(0));
    }

    [Fact]
    public void Shuffle_keeps_every_item_and_each_place_is_equally_likely()
    {
        var rng = new Rng(17);
        var firstPlace = new int[4];
        for (var i = 0; i < 40_000; i++)
        {
            int[] items = [0, 1, 2, 3];
            rng.Shuffle<int>(items);
            Assert.Equal([0, 1, 2, 3], items.Order());
            firstPlace[Array.IndexOf(items, 0)]++;
        }

        Assert.All(firstPlace, count => Assert.InRange(count, 9_500, 10_500));
    }

    private static uint[] Draw(Rng rng) => [.. Enumerable.Range(0, 100).Select(_ => rng.NextUInt32())];
}
