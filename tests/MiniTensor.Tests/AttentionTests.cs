using Xunit;
using static MiniTensor.Functional;

namespace MiniTensor.Tests;

/// <summary>Attention's corner cases, and recurrent cells over time.</summary>
[Collection(PoolCounters.Name)]
public sealed class AttentionTests
{
    [Fact]
    public void A_query_that_may_look_nowhere_gives_zeros_and_no_gradient()
    {
        var rng = new Rng(1);
        var (q, k, v) = (Tensor.Normal(rng, [2, 4]), Tensor.Normal(rng, [3, 4]), Tensor.Normal(rng, [3, 4]));
        q.RequiresGrad = k.RequiresGrad = v.RequiresGrad = true;
        var mask = Tensor.Of(new float[,] { { 0, 0, 0 }, { 1, 1, 0 } });
        var nowhere = Tensor.Of([float.NegativeInfinity, 0], [2, 1]);
        foreach (var y in new[] { ScaledDotProductAttention(q, k, v, mask), ScaledDotProductAttention(q, k, v, bias: nowhere) })
        {
            Assert.All(y[0].ToArray(), value => Assert.Equal(0, value));
            Assert.All(y[1].ToArray(), value => Assert.True(value != 0 && float.IsFinite(value)));
            y.Sum().Backward();
            Assert.All(q.Grad![0].ToArray(), value => Assert.Equal(0, value));
            Assert.All(k.Grad!.ToArray(), value => Assert.True(float.IsFinite(value)));
            Assert.Contains(q.Grad![1].ToArray(), value => value != 0);
        }
    }

    [Fact]
    public void What_is_hidden_has_no_influence_and_NaN_in_a_score_shows()
    {
        var rng = new Rng(2);
        var (q, k, v) = (Tensor.Normal(rng, [3, 4]), Tensor.Normal(rng, [3, 4]), Tensor.Normal(rng, [3, 4]));
        var before = ScaledDotProductAttention(q, k, v, causal: true);
        k[2].Fill(7);
        v[2].Fill(7);
        var after = ScaledDotProductAttention(q, k, v, causal: true);
        Assert.Equal(before[..2].ToArray(), after[..2].ToArray());
        Assert.NotEqual(before[2].ToArray(), after[2].ToArray());
        q[1].Fill(double.NaN);
        Assert.All(ScaledDotProductAttention(q, k, v)[1].ToArray(), value => Assert.True(float.IsNaN(value)));
    }

    [Fact]
    public void Heads_of_one_tensor_are_read_and_given_back_without_a_copy()
    {
        var qkv = Tensor.Normal(new Rng(3), [2, 64, 3, 4, 32]).Permute(2, 0, 3, 1, 4); // (3, batch, head, time, 32)
        using var scope = new TensorScope();
        var before = PoolCounters.RentedBytes();
        var y = ScaledDotProductAttention(qkv[0], qkv[1], qkv[2], causal: true).Transpose(1, 2).Reshape([2, 64, 128]);
        Assert.Equal((2 * 4 * 64 * 64 + 2 * 64 * 128) * sizeof(float), PoolCounters.RentedBytes() - before); // the weights and the result
        Assert.True(y.IsContiguous);
    }

    [Fact]
    public void A_large_batch_agrees_with_its_parts_and_with_the_plain_formula()
    {
        var rng = new Rng(4);
        var (q, k, v) = (Tensor.Normal(rng, [3, 2, 130, 16]), Tensor.Normal(rng, [3, 2, 130, 16]), Tensor.Normal(rng, [3, 2, 130, 16]));
        var whole = ScaledDotProductAttention(q, k, v, causal: true);
        Assert.Equal(whole[1, 1].ToArray(), ScaledDotProductAttention(q[1, 1], k[1, 1], v[1, 1], causal: true).ToArray());

        var hidden = Tensor.Ones([130, 130]).Triu(1);
        var plain = (q.MatMul(k.T) * 0.25).MaskedFill(hidden, double.NegativeInfinity).Softmax(-1).MatMul(v);
        foreach (var (a, b) in whole.ToArray().Zip(plain.ToArray()))
        {
            Assert.Equal(b, a, 1e-5f);
        }
    }

    [Fact]
    public void A_cell_runs_through_time_and_its_weights_collect_the_gradient_of_every_step()
    {
        // h' = sigmoid(w h) tanh(...) and so on for 20 steps, against finite differences in one weight.
        var rng = new Rng(5);
        var (x, wIh, wHh) = (Tensor.Normal(rng, [20, 3, 2]), Tensor.Normal(rng, [16, 2]), Tensor.Normal(rng, [16, 4], 0, 0.5));
        double Loss(bool backward)
        {
            var (h, c) = (Tensor.Zeros([3, 4]), Tensor.Zeros([3, 4]));
            for (var t = 0; t < 20; t++)
            {
                (h, c) = LstmCell(x[t], h, c, wIh, wHh);
            }

            var loss = (h * h).Sum();
            if (backward)
            {
                loss.Backward();
            }

            return loss.Item();
        }

        wHh.RequiresGrad = true;
        Loss(backward: true);
        var slope = wHh.Grad![5, 2].Item();
        using var mode = GradMode.NoGrad();
        var weight = wHh[5, 2];
        var value = weight.Item();
        weight.Fill(value + 0.01);
        var up = Loss(backward: false);
        weight.Fill(value - 0.01);
        var down = Loss(backward: false);
        Assert.Equal((up - down) / 0.02, slope, 2e-3 * Math.Max(1, Math.Abs(slope)));
        Assert.NotEqual(0, slope);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        var (x, h, w) = (Tensor.Zeros([2, 3]), Tensor.Zeros([2, 4]), Tensor.Zeros([16, 3]));
        Error(
            "ScaledDotProductAttention: needs q (..., T, D), k (..., S, D) and v (..., S, E); got (2, 3), (2, 4) and (2, 4)",
            () => ScaledDotProductAttention(x, h, h));
        Error(
            "ScaledDotProductAttention: needs a mask or bias that broadcasts to (2, 2); got (3, 2)",
            () => ScaledDotProductAttention(x, x, x, Tensor.Zeros([3, 2])));
        Error("LstmCell: needs a weight of shape (16, 4) for h (2, 4); got (16, 3)", () => LstmCell(x, h, h, w, w).H);
        Error("LstmCell: needs c of h's shape (2, 4); got (2, 3)", () => LstmCell(x, h, x, w, w).H);
        Error("LstmCell: needs x (N, I) and h (N, H); got (2, 3) and (4)", () => LstmCell(x, h[0], h, w, w).H);
        Error("LstmCell: needs a bias of shape (16) for h (2, 4); got (12)", () => LstmCell(x, h, h, w, Tensor.Zeros([16, 4]), Tensor.Zeros([12])).H);
        Error("GruCell: needs a weight of shape (12, 3) for x (2, 3) and h (2, 4); got (16, 3)", () => GruCell(x, h, w, w));
    }

    private static void Error(string text, Func<Tensor> op) => Assert.Equal(text, Assert.Throws<ShapeException>(op).Message);
}
