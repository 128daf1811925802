using Exercises.Stage06;
using MiniTensor;

namespace CourseKit.Grading.Stage06;

[GradedTests("20.5")]
public sealed class E20_5_AlternatingFlipTests
{
    private readonly Rng _rng = Draw.Rng();

    [Graded]
    public void Each_picture_has_a_coin_of_its_own()
    {
        var coins = E20_5_AlternatingFlip.Coins(1000, Draw.Rng());
        Expect.Equal(1000, coins.Length, "The number of coins for 1000 pictures");
        var heads = coins.Count(coin => coin);
        Expect.True(
            heads is > 420 and < 580,
            $"Of 1000 coins {heads} fell heads, where about 500 would be fair. "
            + (heads is 0 or 1000 ? "Is there one coin for all of them?" : "Which numbers does rng.Next(2) give?"));
        bool[] expected = [.. Enumerable.Range(0, 1000).Select(_ => _rng.Next(2) == 1)];
        var wrong = Enumerable.Range(0, 1000).Count(i => expected[i] != coins[i]);
        Expect.True(wrong == 0, $"{wrong} of 1000 coins differ from rng.Next(2) == 1, one number for each picture in turn.");
    }

    [Graded]
    public void In_epoch_0_the_coins_decide() => ShownIn(0);

    [Graded]
    public void In_epoch_1_it_is_the_other_way_round() => ShownIn(1);

    [Graded]
    public void Two_epochs_show_each_picture_both_ways()
    {
        foreach (var epoch in (int[])[2, 3, 6, 7])
        {
            ShownIn(epoch);
        }
    }

    [Graded]
    public void Independent_coins_leave_some_pictures_out()
    {
        for (var epochs = 1; epochs <= 8; epochs++)
        {
            // Of all ways in which the coins can fall, those where all are alike.
            var ways = 1 << epochs;
            var alike = Enumerable.Range(0, ways).Count(way => way == 0 || way == ways - 1) / (double)ways;
            Expect.Near(
                alike,
                E20_5_AlternatingFlip.OneWayOnly(epochs),
                $"The share of pictures that {epochs} independent coins show one way only",
                1e-9,
                (alike / 2, "That is one of the two ways. A picture may be mirrored each time, or never."),
                (1 - alike, "That is the share that was shown both ways."),
                (0.5, "That is after two epochs. How does it go on?"),
                (1.0 / epochs, "Each further coin halves it."),
                (0, "An int divided by an int drops the fraction."));
        }
    }

    private void ShownIn(int epoch)
    {
        var x = Tensors.Draw(_rng, [4, 2, 3, 4]);
        bool[] coins = [true, false, false, true];
        var p = x.Doubles();
        double[] With(Func<int, bool> isMirrored, bool upsideDown = false) =>
        [
            .. from n in Enumerable.Range(0, 4)
               from c in Enumerable.Range(0, 2)
               from row in Enumerable.Range(0, 3)
               from column in Enumerable.Range(0, 4)
               let turned = isMirrored(n)
               select p[((n * 2 + c) * 3 + (turned && upsideDown ? 2 - row : row)) * 4 + (turned && !upsideDown ? 3 - column : column)],
        ];

        var isOdd = epoch % 2 == 1;
        Tensors.ExpectNear(
            x.Shape,
            With(n => coins[n] ^ isOdd),
            E20_5_AlternatingFlip.Shown(x, coins, epoch),
            $"Four pictures in epoch {epoch}, with heads for the first and the last,",
            1e-6,
            (With(n => coins[n]), "The coins decide in every epoch alike. What changes from epoch to epoch?"),
            (With(n => !coins[n] ^ isOdd), "They are the wrong way round. Which ones does a coin of heads mirror in epoch 0?"),
            (With(_ => false), "None was mirrored. What are the coins for?"),
            (With(_ => true), "All of them were mirrored. What are the coins for?"),
            (
                With(n => coins[n] ^ isOdd, upsideDown: true),
                "They were turned upside down. Of a picture (C, H, W), which axis is left and right?"));
    }
}
