using MiniTensor.Nn;
using MiniTensor.Tests.Oracle;

namespace MiniTensor.Tests.Nn;

public static partial class LayerCases
{
    private static Input Steps => new int[] { 5, 2, 3 }; // (T, N, I)
    private static Input Tokens => new int[] { 2, 5, 6 }; // (N, T, C)

    private static IEnumerable<LayerCase> RecurrentNetworks =>
    [
        new("Rnn", rng => new Rnn(3, 4, rng), "nn.RNN(3, 4)", Steps) { PythonCall = "m(x[0])[0]" },
        new("Rnn, relu, two layers, batch first", rng => new Rnn(3, 4, rng, layers: 2, batchFirst: true, relu: true), "nn.RNN(3, 4, 2, nonlinearity='relu', batch_first=True)", Steps)
        {
            PythonCall = "m(x[0])[0]",
            Step = 1e-3,
        },
        new("Rnn, from a state", rng => new Rnn(3, 4, rng, bias: false), "nn.RNN(3, 4, bias=False)", Steps, new int[] { 1, 2, 4 })
        {
            Call = (module, x) => Sum(((Rnn)module).Call(x[0], x[1])),
            PythonCall = "sum(m(x[0], x[1]))",
        },
        new("Rnn, dropped between layers", rng => new Rnn(3, 4, rng, layers: 3, dropout: 0.3), "nn.RNN(3, 4, 3, dropout=0.3)", Steps) { PythonCall = "m(x[0])[0]", IsRandom = true },
        new("Lstm", rng => new Lstm(3, 4, rng), "nn.LSTM(3, 4)", Steps) { PythonCall = "m(x[0])[0]" },
        new("Lstm, two layers, both ways", rng => new Lstm(3, 4, rng, layers: 2, bidirectional: true), "nn.LSTM(3, 4, 2, bidirectional=True)", Steps) { PythonCall = "m(x[0])[0]" },
        new("Lstm, dropped between layers", rng => new Lstm(3, 4, rng, layers: 2, dropout: 0.4), "nn.LSTM(3, 4, 2, dropout=0.4)", Steps) { PythonCall = "m(x[0])[0]", IsRandom = true },
        new(
            "Lstm, from a state, batch first",
            rng => new Lstm(3, 4, rng, layers: 2, bias: false, batchFirst: true),
            "nn.LSTM(3, 4, 2, bias=False, batch_first=True)",
            Steps,
            new int[] { 2, 5, 4 },
            new int[] { 2, 5, 4 })
        {
            Call = (module, x) => ((Lstm)module).Call(x[0], x[1], x[2]) is var (y, h, c) ? y + h[0].Unsqueeze(1) + 2 * c[1].Unsqueeze(1) : x[0],
            PythonCall = "(lambda y, s: y + s[0][0][:, None] + 2 * s[1][1][:, None])(*m(x[0], (x[1], x[2])))",
        },
        new("Gru", rng => new Gru(3, 4, rng), "nn.GRU(3, 4)", Steps) { PythonCall = "m(x[0])[0]" },
        new("Gru, two layers, both ways", rng => new Gru(3, 4, rng, layers: 2, bidirectional: true), "nn.GRU(3, 4, 2, bidirectional=True)", Steps) { PythonCall = "m(x[0])[0]" },
        new(
            "Gru, dropped between layers, both ways, batch first",
            rng => new Gru(3, 4, rng, layers: 3, batchFirst: true, bidirectional: true, dropout: 0.2),
            "nn.GRU(3, 4, 3, batch_first=True, bidirectional=True, dropout=0.2)",
            Steps)
        {
            PythonCall = "m(x[0])[0]",
            IsRandom = true,
        },
        new("Gru, from a state", rng => new Gru(3, 4, rng, bias: false), "nn.GRU(3, 4, bias=False)", Steps, new int[] { 1, 2, 4 })
        {
            Call = (module, x) => Sum(((Gru)module).Call(x[0], x[1])),
            PythonCall = "sum(m(x[0], x[1]))",
        },
    ];

    private static IEnumerable<LayerCase> Attention =>
    [
        new("MultiHeadAttention", rng => new MultiHeadAttention(6, 2, rng), "nn.MultiheadAttention(6, 2, batch_first=True)", Tokens) { PythonCall = "m(x[0], x[0], x[0])[0]" },
        new("MultiHeadAttention, causal, no bias", rng => new MultiHeadAttention(6, 3, rng, causal: true, bias: false), "nn.MultiheadAttention(6, 3, bias=False, batch_first=True)", Tokens)
        {
            PythonCall = "m(x[0], x[0], x[0], attn_mask=torch.ones(5, 5).triu(1).bool())[0]",
        },
        new("MultiHeadAttention, padding", rng => new MultiHeadAttention(6, 2, rng), "nn.MultiheadAttention(6, 2, batch_first=True)", Tokens)
        {
            Call = (module, x) => ((MultiHeadAttention)module).Call(x[0], Padding),
            PythonCall = "m(x[0], x[0], x[0], key_padding_mask=torch.tensor([[0, 0, 0, 1, 1], [0, 0, 0, 0, 0]]).bool())[0]",
        },
        new("MultiHeadAttention, across", rng => new MultiHeadAttention(6, 2, rng), "nn.MultiheadAttention(6, 2, batch_first=True)", Tokens, new int[] { 2, 3, 6 }, new int[] { 2, 3, 6 })
        {
            Call = (module, x) => ((MultiHeadAttention)module).Call(x[0], x[1], x[2]),
            PythonCall = "m(x[0], x[1], x[2])[0]",
        },
        new("MultiHeadAttention, dropout", rng => new MultiHeadAttention(6, 2, rng, dropout: 0.3), "nn.MultiheadAttention(6, 2, dropout=0.3, batch_first=True)", Tokens)
        {
            PythonCall = "m(x[0], x[0], x[0])[0]",
            IsRandom = true,
        },
        new("MultiHeadAttention, dropout, causal, padding", rng => new MultiHeadAttention(6, 2, rng, causal: true, dropout: 0.2), "nn.MultiheadAttention(6, 2, dropout=0.2, batch_first=True)", Tokens)
        {
            Call = (module, x) => ((MultiHeadAttention)module).Call(x[0], Padding),
            PythonCall = "m(x[0], x[0], x[0], key_padding_mask=torch.tensor([[0, 0, 0, 1, 1], [0, 0, 0, 0, 0]]).bool(), attn_mask=torch.ones(5, 5).triu(1).bool())[0]",
            IsRandom = true,
        },
        new("TransformerBlock", rng => new TransformerBlock(6, 2, rng), EncoderLayer(24), Tokens),
        new("TransformerBlock, causal", rng => new TransformerBlock(6, 3, rng, hidden: 10, causal: true), EncoderLayer(10, heads: 3), Tokens)
        {
            PythonCall = "m(x[0], src_mask=torch.full((5, 5), -inf).triu(1))",
        },
        new("TransformerBlock, padding", rng => new TransformerBlock(6, 2, rng), EncoderLayer(24), Tokens)
        {
            Call = (module, x) => ((TransformerBlock)module).Call(x[0], Padding),
            PythonCall = "m(x[0], src_key_padding_mask=torch.tensor([[0, 0, 0, 1, 1], [0, 0, 0, 0, 0]]).bool())",
        },
        new("TransformerBlock, dropout", rng => new TransformerBlock(6, 2, rng, dropout: 0.3), EncoderLayer(24, dropout: "0.3"), Tokens) { IsRandom = true },
    ];

    private static Tensor Padding => Tensor.Of(new float[,] { { 1, 1, 1, 0, 0 }, { 1, 1, 1, 1, 1 } });

    private static string EncoderLayer(int hidden, int heads = 2, string dropout = "0.0") =>
        $"nn.TransformerEncoderLayer(6, {heads}, {hidden}, dropout={dropout}, activation='gelu', batch_first=True, norm_first=True)";

    private static Tensor Sum((Tensor Output, Tensor H) result) => result.Output + result.H;
}
