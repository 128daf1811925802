using MiniTensor;
using MiniTensor.Nn;
using MiniTensor.Optim;

namespace CourseKit.Course.Benchmarks.Cases;

/// <summary>A small GPT (nanoGPT's setting for a CPU) and an LSTM.</summary>
internal static class SequenceNetworks
{
    private const int Context = 64;
    private const int Vocabulary = 65;

    public static Work TrainGpt()
    {
        const int Batch = 12;
        var model = new Gpt(new Rng(1));
        var optimizer = new AdamW(model.Parameters(), learningRate: 1e-3, beta1: 0.9, beta2: 0.99, weightDecay: 0.1);
        var text = Enumerable.Range(0, Batch * Context).Select(i => i * 31 % Vocabulary).ToArray();
        var targets = text.Select(token => (token + 31) % Vocabulary).ToArray();
        var parameters = model.Parameters().ToList();
        return new Work(
            () =>
            {
                using var step = new TensorScope();
                optimizer.ZeroGrad();
                Functional.CrossEntropy(model.Call(text, [Batch, Context]).Reshape([-1, Vocabulary]), targets).Backward();
                GradientClip.ByNorm(parameters, 1);
                optimizer.Step();
            },
            3_964_207_104);
    }

    public static Work TrainLstm()
    {
        const int Hidden = 128;
        var rng = new Rng(4);
        var lstm = new Lstm(Hidden, Hidden, rng);
        Shape shape = [64, 32, Hidden]; // (steps, sequences, width)
        var (x, dy) = (Tensor.Normal(rng, shape), Tensor.Normal(rng, shape));
        x.RequiresGrad = true;
        return new Work(
            () =>
            {
                using var step = new TensorScope();
                lstm.ZeroGrad();
                x.ZeroGrad();
                lstm.Call(x).Backward(dy);
            },
            1_610_612_736);
    }

    /// <summary>4 layers of 4 heads and width 128; the table of tokens also scores the next one.</summary>
    private sealed class Gpt : Module
    {
        private const int Width = 128;
        private readonly Embedding _tokens;
        private readonly Embedding _places;
        private readonly ModuleList<TransformerBlock> _blocks;
        private readonly LayerNorm _norm;
        private readonly int[] _positions = [.. Enumerable.Range(0, Context)];

        public Gpt(Rng rng)
        {
            _tokens = Child("tokens", new Embedding(Vocabulary, Width, rng));
            _places = Child("places", new Embedding(Context, Width, rng));
            _blocks = Child("blocks", new ModuleList<TransformerBlock>(Enumerable.Range(0, 4).Select(_ => new TransformerBlock(Width, 4, rng, causal: true, bias: false))));
            _norm = Child("norm", new LayerNorm([Width]));
        }

        public Tensor Call(ReadOnlySpan<int> tokens, Shape shape)
        {
            var x = _tokens.Call(tokens, shape) + _places.Call(_positions, [Context]);   // (B, T, C)
            foreach (var block in _blocks)
            {
                x = block.Call(x);
            }

            return Observed(Functional.Linear(_norm.Call(x), _tokens.Weight));           // (B, T, V)
        }
    }
}
