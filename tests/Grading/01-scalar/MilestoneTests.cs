using Exercises.Stage01;
using Micrograd;
using MiniTensor;
using MiniTensor.Data;

namespace CourseKit.Grading.Stage01;

[GradedTests("M01")]
public sealed class MilestoneTests
{
    private static readonly (GptPart Part, string Says)[] s_forwardMistakes =
    [
        (GptPart.PositionEmbedding, "Is the row of PositionEmbedding added to the row of TokenEmbedding?"),
        (GptPart.FirstNorm, "Is the sum of the two embeddings normed before it goes on as x?"),
        (GptPart.AttentionNorm, "Do query, key and value come from the normed x?"),
        (GptPart.AttentionOutput, "Do the heads' results go through Mix?"),
        (GptPart.AttentionResidual, "Is what attention found added to x, or does it replace x?"),
        (GptPart.KeysAreNotValues, "Are keys handed over where the values belong?"),
        (GptPart.MlpNorm, "Does the MLP read the normed x?"),
        (GptPart.MlpRelu, "Where is the relu between Expand and Shrink?"),
        (GptPart.MlpResidual, "Is what the MLP found added to x, or does it replace x?"),
        (
            GptPart.EarlierPositions,
            "Each position attends to itself alone. Are earlier keys and values handed to Attend as well?"),
        (GptPart.FourHeads, "Attention ran once over all 16 numbers. Where is it cut into four heads of four numbers?"),
    ];

    /// <summary>A model trained on words such as "aba": the third letter cannot be told from the second alone.</summary>
    private static readonly Lazy<(GptParameters Model, int[][] Words)> s_lookingBack = new(TrainToLookBack);

    [Graded]
    public void Linear_is_a_sum_of_products_for_each_row()
    {
        var rng = Draw.Rng();
        var rows = Enumerable.Range(0, 3).Select(_ => Graph.Leaves(Random(rng, 3))).ToArray();
        var x = Graph.Leaves(Random(rng, 3));
        var y = Milestone.Linear(rows, x);
        var w = rows.Select(row => row.Select(weight => weight.Data).ToArray()).ToArray();
        var v = x.Select(number => number.Data).ToArray();
        Expect.Near(
            [.. w.Select(row => row.Zip(v, (a, b) => a * b).Sum())],
            Graph.Numbers(y, "Linear"),
            "Linear with a matrix of 3 x 3: y",
            1e-9,
            (
                [.. w.Select(row => row[^1] * v[^1])],
                "Only the last product is in it. Is each product added to the sum so far?"),
            (
                [.. v.Select((_, c) => w.Select((row, r) => row[c] * v[r]).Sum())],
                "Those are the sums down the columns. matrix[r] is row number r, and each row gives one number."));
        Expect.Equal(2, Milestone.Linear(rows[..2], x).Length, "The number of results for a matrix of 2 rows");
        Graph.ExpectSlopes(
            y[1],
            at => at[..3].Zip(at[3..], (a, b) => a * b).Sum(),
            [.. Graph.Named("matrix[1]", rows[1]), .. Graph.Named("x", x)],
            "y[1]");
    }

    [Graded]
    public void The_first_position_scores_the_next_token()
    {
        var model = Model();
        Expect.Equal(4192, model.All.Count, "The number of parameters");
        ExpectScores(model, [Names.Edge]);
    }

    [Graded]
    public void Later_positions_read_the_earlier_ones() => ExpectScores(Model(), Names.Encode("emma")[..^1]);

    [Graded]
    public void Names_that_begin_alike_are_scored_alike_so_far()
    {
        // No position sees a later one, and nothing is left over from the name before.
        var model = Model();
        var first = Scores(model, Names.Encode("annabel")[..^1]);
        var second = Scores(model, Names.Encode("annika")[..^1]);
        for (var position = 0; position < 4; position++)
        {
            Expect.Near(
                first[position],
                second[position],
                $"The scores of position {position} in annika, where annabel begins alike: scores");
        }

        Expect.True(
            first[4].Zip(second[4]).Any(pair => Math.Abs(pair.First - pair.Second) > 1e-6),
            "After \"anna\" and \"anni\" the scores are the same. Does Forward read its token?");
    }

    [Graded]
    public void The_loss_is_the_mean_over_the_next_tokens()
    {
        var model = Model();
        var oracle = Oracle(model);
        var tokens = Names.Encode("olivia");
        var last = tokens.Length - 1;
        double At(int position, int target, GptPart without = GptPart.None) =>
            GptOracle.Loss(oracle.Scores(tokens[..(position + 1)], without), tokens[target]);
        var right = Enumerable.Range(0, last).Select(position => At(position, position + 1)).ToArray();
        Expect.Near(
            right.Average(),
            Graph.Number(Milestone.Loss(model, tokens), "The loss"),
            "The loss of olivia",
            1e-9,
            (right.Sum(), "That is the sum. How many losses are added up?"),
            (
                right.Sum() / tokens.Length,
                "Divided by the number of tokens; there is one loss fewer, since nothing follows the last token."),
            (right[..^1].Average(), "The end is missing: after the last letter, token 26 must be predicted as well."),
            (
                Enumerable.Range(0, last).Average(position => At(position, position)),
                "Each position was asked for the token it reads. It should be asked for the next one."),
            (
                Enumerable.Range(0, last).Average(position => At(position, position + 1, GptPart.EarlierPositions)),
                "No position saw an earlier one. Are the lists of keys and values made new for every position?"),
            (
                Enumerable.Range(0, last).Average(position =>
                    GptOracle.Loss(oracle.Scores(tokens[1..(position + 2)]), tokens[position + 1])),
                "Each position reads the token that it is asked for: it sees the answer."));
    }

    [Graded]
    public void Training_moves_every_matrix()
    {
        var (before, after) = (Model(), Model());
        Milestone.Train(after, ["emma", "olivia", "ava"], 3, (_, _) => { });
        foreach (var ((name, old), (_, rows)) in before.Matrices.Zip(after.Matrices))
        {
            Expect.True(
                old.Zip(rows).Any(pair => pair.First.Zip(pair.Second).Any(p => p.First.Data != p.Second.Data)),
                $"After three training steps {name} is as it was. Does Adam get all parameters, and their gradients?");
        }
    }

    [Graded]
    public void Training_follows_the_recipe()
    {
        string[] names = ["emma", "olivia", "ava"];
        const int Steps = 4; // the fourth begins again at the first name
        double[] Reference(Func<int, double> rate, bool clear)
        {
            var model = Model();
            var adam = new Adam(model.All, beta1: 0.85, beta2: 0.99, epsilon: 1e-8);
            for (var step = 1; step <= Steps; step++)
            {
                if (clear)
                {
                    adam.ZeroGrad();
                }

                Milestone.Loss(model, Names.Encode(names[(step - 1) % names.Length])).Backward();
                adam.LearningRate = rate(step);
                adam.Step();
            }

            return [.. model.All.Select(parameter => parameter.Data)];
        }

        static double Falling(int step) => 0.01 * (1 - (step - 1.0) / Steps);
        var answer = Model();
        var reported = new List<(int Step, double Loss)>();
        Milestone.Train(answer, names, Steps, (step, loss) => reported.Add((step, loss)));
        Expect.Near(
            Reference(Falling, clear: true),
            [.. answer.All.Select(parameter => parameter.Data)],
            $"After {Steps} steps of training, model.All",
            1e-6,
            (
                Reference(Falling, clear: false),
                "Gradients of earlier steps are still in it: backward adds to them. Where are they cleared?"),
            (
                Reference(_ => 0.01, clear: true),
                "The rate stayed the same. Does it fall with the step, and is the division one of doubles?"),
            (
                Reference(step => 0.01 * (1 - (double)step / Steps), clear: true),
                "In step 1 the rate is the whole LearningRate; here it has already fallen."));
        Expect.Equal("1, 2, 3, 4", string.Join(", ", reported.Select(r => r.Step)), "The steps that were reported");
        Expect.Near(
            Milestone.Loss(Model(), Names.Encode("emma")).Data,
            reported[0].Loss,
            "The loss reported for step 1, of the untrained model");
    }

    [Graded]
    public void Names_are_learnt()
    {
        // 1,000 steps bring the loss to about 2.4; here 120 must show the way there from ln 27 = 3.2958, a blind guess.
        var names = Names.Load(heldOut: 0, new Rng(1)).Train;
        var model = new GptParameters(new Rng(1));
        var losses = new List<double>();
        Milestone.Train(model, names, 120, (_, loss) => losses.Add(loss));
        Expect.True(
            Math.Abs(losses[0] - Math.Log(27)) < 0.5,
            $"The loss of the first name is {losses[0]:F3}; it should be near ln 27 = 3.296, that of a blind guess.");
        var reached = losses.TakeLast(50).Average();
        Expect.True(
            reached < 2.8,
            $"After 120 names the loss is still {reached:F3} (mean of the last 50); it should be below 2.8.");
    }

    [Graded]
    public void Every_matrix_has_a_part_in_the_result()
    {
        var (model, words) = s_lookingBack.Value;
        var loss = Mean(model, words);
        Expect.True(
            loss < 1.4,
            "Words such as \"aba\" end with their first letter, and the model does not look back to it: "
            + $"its loss is {loss:F3}, and 1.56 can be had without looking back.");
        foreach (var (name, rows) in model.Matrices)
        {
            var kept = rows.Select(row => row.Select(weight => weight.Data).ToArray()).ToArray();
            Fill(rows, (_, _) => 0);
            var without = Mean(model, words);
            Fill(rows, (r, c) => kept[r][c]);
            Expect.True(
                without > loss + 0.02,
                $"With {name} set to 0 the loss is {without:F3}, with it {loss:F3}: it has no part in the result.");
        }
    }

    [Graded]
    public void It_makes_up_words_like_those_it_has_read()
    {
        var rng = Draw.Rng();
        var model = s_lookingBack.Value.Model;
        var words = Enumerable.Range(0, 20).Select(_ => Milestone.Sample(model, 0.5, rng)).ToArray();
        var good = words.Count(word => word.Length == 3 && word.All(letter => letter is >= 'a' and <= 'h'));
        Expect.True(
            good >= 15,
            $"It has read words of three letters from a to h only, but made up: {string.Join(", ", words)}.");
    }

    private static (GptParameters Model, int[][] Words) TrainToLookBack()
    {
        var rng = new Rng(1);
        string Word()
        {
            var (first, second) = (Names.Letter(rng.Next(8)), Names.Letter(rng.Next(8)));
            return $"{first}{second}{first}";
        }

        var words = Enumerable.Range(0, 400).Select(_ => Word()).ToArray();
        int[][] others = [.. Enumerable.Range(0, 40).Select(_ => Names.Encode(Word()))];
        var model = new GptParameters(rng);
        Milestone.Train(model, words, words.Length, (_, _) => { });
        return (model, others);
    }

    /// <summary>A model whose numbers are so large that every part shows in the scores; the same in a whole run.</summary>
    private static GptParameters Model()
    {
        var model = new GptParameters(Draw.Rng());
        foreach (var parameter in model.All)
        {
            parameter.Data *= 4;
        }

        return model;
    }

    private static GptOracle Oracle(GptParameters model) => new(model.Matrices.ToDictionary(
        matrix => matrix.Name,
        matrix => matrix.Rows.Select(row => row.Select(weight => weight.Data).ToArray()).ToArray()));

    private static void ExpectScores(GptParameters model, int[] tokens)
    {
        var oracle = Oracle(model);
        var scores = Scores(model, tokens);
        for (var position = 0; position < tokens.Length; position++)
        {
            var read = tokens[..(position + 1)];
            Expect.Near(
                oracle.Scores(read),
                scores[position],
                $"Forward at position {position}: scores",
                1e-9,
                [.. s_forwardMistakes.Select(mistake => (oracle.Scores(read, mistake.Part), mistake.Says))]);
        }
    }

    private static double[][] Scores(GptParameters model, int[] tokens)
    {
        List<Value[]> keys = [];
        List<Value[]> values = [];
        var scores = tokens.Select((token, position) =>
            Graph.Numbers(Milestone.Forward(model, token, position, keys, values), "Forward")).ToArray();
        Expect.True(
            keys.Count == tokens.Length && values.Count == tokens.Length,
            $"After {tokens.Length} positions the lists hold {keys.Count} keys and {values.Count} values. "
            + "Forward adds one of each.");
        return scores;
    }

    private static double Mean(GptParameters model, int[][] words) =>
        words.Average(word => Milestone.Loss(model, word).Data);

    private static void Fill(Value[][] rows, Func<int, int, double> number)
    {
        for (var r = 0; r < rows.Length; r++)
        {
            for (var c = 0; c < rows[r].Length; c++)
            {
                rows[r][c].Data = number(r, c);
            }
        }
    }

    private static double[] Random(Rng rng, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => rng.Uniform(-2, 2))];
}
