using MiniTensor.Data;
using Xunit;

namespace MiniTensor.Tests;

public sealed class NamesTests
{
    [Fact]
    public void The_split_uses_every_name_once_and_none_in_both_parts()
    {
        var names = Names.Load(1000, new Rng(1));
        Assert.Equal(1000, names.HeldOut.Count);
        Assert.Equal(28_494, names.Train.Count);
        Assert.Equal(29_494, names.Train.Concat(names.HeldOut).Distinct().Count());
    }

    [Fact]
    public void A_seed_gives_the_same_split_again_and_another_seed_another_one()
    {
        var first = Names.Load(10, new Rng(1));
        Assert.Equal(first.Train, Names.Load(10, new Rng(1)).Train);
        Assert.NotEqual(first.Train, Names.Load(10, new Rng(2)).Train);
    }

    [Fact]
    public void A_name_becomes_tokens_between_two_edges()
    {
        Assert.Equal([26, 0, 1, 25, 26], Names.Encode("abz"));
        Assert.Equal("abz", string.Concat(Names.Encode("abz")[1..^1].Select(Names.Letter)));
    }

    [Fact]
    public void Counted_probabilities_are_those_of_the_pairs_each_raised_by_one()
    {
        // Two names begin, one with a and one with b; 27 tokens may follow.
        var counts = new BigramCounts(["ab", "b"]);
        Assert.Equal(2.0 / 29, counts.Probability(Names.Edge, 0), 12);
        Assert.Equal(1.0 / 29, counts.Probability(Names.Edge, 2), 12);
        Assert.Equal(3.0 / 29, counts.Probability(1, Names.Edge), 12);
        Assert.Equal(1.0 / 27, counts.Probability(2, 3), 12);
        Assert.Equal(-(Math.Log(2.0 / 29) + Math.Log(3.0 / 29)) / 2, counts.Loss(["b"]), 12);
    }
}
