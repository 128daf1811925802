using MiniTensor;
using static MiniTensor.Functional;

namespace CourseKit.Course.Benchmarks.Cases;

/// <summary>A small GPT (nanoGPT's setting for a CPU) and an LSTM.</summary>
internal static class SequenceNetworks
{
    private const int Layers = 4;
    private const int Heads = 4;
    private const int Width = 128;
    private const int Context = 64;
    private const int Vocabulary = 65;
    private const int Batch = 12;

    public static Work Gpt()
    {
        var p = new Parameters();
        var (tokens, places) = (p.Weight([Vocabulary, Width], Width), p.Weight([Context, Width], Width));
        var blocks = Enumerable.Range(0, Layers).Select(_ => Block(p)).ToList();
        var norm = p.LayerNorm(Width);
        var update = Updates.Adam(p.All, 1e-3, 0.9, 0.99, 0.1);
        var text = Enumerable.Range(0, Batch * Context).Select(i => i * 31 % Vocabulary).ToArray();
        var targets = text.Select(token => (token + 31) % Vocabulary).ToArray();
        var positions = Enumerable.Range(0, Context).ToArray();
        return new Work(
            () =>
            {
                using var step = new TensorScope();
                p.ZeroGrad();
                var x = Embedding(tokens, text, [Batch, Context]) + Embedding(places, positions, [Context]);   // (B, T, C)
                foreach (var block in blocks)
                {
                    x = block(x);
                }

                var logits = Linear(norm(x), tokens).Reshape([-1, Vocabulary]);                                 // (B T, V)
                CrossEntropy(logits, targets).Backward();
                Updates.ClipNorm(p.All, 1);
                update();
            },
            3_964_207_104);
    }

    public static Work Lstm()
    {
        const int Hidden = 128;
        const int Steps = 64;
        const int Sequences = 32;
        var p = new Parameters();
        var (wx, wh) = (p.Weight([4 * Hidden, Hidden], 2 * Hidden), p.Weight([4 * Hidden, Hidden], 2 * Hidden));
        var (bx, bh) = (p.Filled(0, 4 * Hidden), p.Filled(0, 4 * Hidden));
        var rng = new Rng(4);
        var x = Tensor.Normal(rng, [Steps, Sequences, Hidden]);
        var dy = Tensor.Normal(rng, [Steps, Sequences, Hidden]);
        x.RequiresGrad = true;
        return new Work(
            () =>
            {
                using var step = new TensorScope();
                p.ZeroGrad();
                x.ZeroGrad();
                var (h, c) = (Tensor.Zeros([Sequences, Hidden]), Tensor.Zeros([Sequences, Hidden]));
                var outputs = new Tensor[Steps];
                for (var t = 0; t < Steps; t++)
                {
                    (h, c) = LstmCell(x[t], h, c, wx, wh, bx, bh);
                    outputs[t] = h;
                }

                Stack(outputs, 0).Backward(dy);
            },
            1_610_612_736);
    }

    private static Func<Tensor, Tensor> Block(Parameters p)
    {
        var (norm1, norm2) = (p.LayerNorm(Width), p.LayerNorm(Width));
        var (attend, project) = (p.Linear(Width, 3 * Width, bias: false), p.Linear(Width, Width, bias: false));
        var (widen, narrow) = (p.Linear(Width, 4 * Width, bias: false), p.Linear(4 * Width, Width, bias: false));
        return x =>
        {
            var (b, t) = (x.Shape[0], x.Shape[1]);
            var qkv = attend(norm1(x)).Reshape([b, t, 3, Heads, Width / Heads]).Permute([2, 0, 3, 1, 4]);       // (3, B, H, T, C/H)
            var mixed = ScaledDotProductAttention(qkv[0], qkv[1], qkv[2], causal: true);                        // (B, H, T, C/H)
            x += project(mixed.Transpose(1, 2).Reshape([b, t, Width]));
            return x + narrow(widen(norm2(x)).Gelu());
        };
    }
}
