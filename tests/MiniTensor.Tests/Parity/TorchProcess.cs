using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace MiniTensor.Tests.Parity;

/// <summary>A Python process that has loaded PyTorch and answers case after case.</summary>
internal sealed class TorchProcess
{
    private static readonly Lazy<TorchProcess> s_shared = new(() => new TorchProcess());
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    private readonly Lock _lock = new();
    private readonly Process? _process;

    private TorchProcess()
    {
        try
        {
            _process = Process.Start(new ProcessStartInfo(Python, [Path.Combine(AppContext.BaseDirectory, "Parity", "parity.py")])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            });
            var hello = JsonSerializer.Deserialize<Hello>(_process?.StandardOutput.ReadLine() ?? "{}", s_json);
            Version = hello?.Torch ?? "";
            Missing = hello?.Torch is not null ? null : $"{Python} has no PyTorch ({hello?.Missing}); on Debian: apt-get install python3-torch";
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or JsonException)
        {
            Missing = $"{Python} does not start: {e.Message}";
        }
    }

    public static TorchProcess Shared => s_shared.Value;

    /// <summary>The Python that has the packages: Debian's belong to the system's own, which another one on the PATH may hide.</summary>
    public static string Python { get; } =
        Environment.GetEnvironmentVariable("COURSEKIT_PYTHON") ?? (File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3");

    /// <summary>Why there is no PyTorch here; null where there is.</summary>
    public string? Missing { get; }

    /// <summary>Which PyTorch it is; empty where there is none.</summary>
    public string Version { get; } = "";

    /// <summary>PyTorch's result and gradients.</summary>
    /// <param name="expression">In Python, of the list of inputs x.</param>
    /// <param name="inputs">Shapes and numbers.</param>
    /// <param name="wants">Which of them want a gradient.</param>
    /// <param name="dy">The gradient of the result.</param>
    public Answer Ask(string expression, IEnumerable<Tensor> inputs, IEnumerable<bool> wants, Tensor dy) =>
        Send<Answer>(new Question(expression, [.. inputs.Select(Numbers.Of)], [.. wants], Numbers.Of(dy)));

    /// <summary>Trains one of PyTorch's modules by gradient descent towards a target, in double precision, mean squared error being the loss.</summary>
    /// <param name="module">In Python, with nn for torch.nn and networks for networks.py.</param>
    /// <param name="call">In Python, of the module m and the list of inputs x.</param>
    /// <param name="state">What it begins with.</param>
    /// <param name="inputs">The same in each step; a module without parameters has them trained in their place.</param>
    /// <param name="target">Of the result's shape.</param>
    /// <param name="options">How it is trained.</param>
    public Trained Train(string module, string call, IReadOnlyDictionary<string, Tensor> state, IEnumerable<Tensor> inputs, Tensor target, TrainOptions options) =>
        Send<Trained>(new Training(
            module, call, state.ToDictionary(entry => entry.Key, entry => Numbers.Of(entry.Value)), [.. inputs.Select(Numbers.Of)], Numbers.Of(target), options));

    private T Send<T>(object question)
    {
        lock (_lock)
        {
            var process = _process ?? throw new InvalidOperationException(Missing);
            var text = JsonSerializer.Serialize(question, s_json);
            process.StandardInput.WriteLine(text);
            process.StandardInput.Flush();
            var line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"PyTorch ended in the middle of {text}.");
            return JsonSerializer.Deserialize<T>(line, s_json)!;
        }
    }

    internal sealed record Answer(Numbers? Y, Numbers?[]? Gradients, string? Error);

    internal sealed record Trained(float[]? Losses, Dictionary<string, Numbers>? State, Numbers[]? Inputs, Numbers? Y, string? Error);

    /// <summary>How a module is trained.</summary>
    /// <param name="Steps">How often.</param>
    /// <param name="Rate">The learning rate.</param>
    /// <param name="Momentum">That of SGD.</param>
    /// <param name="Frozen">Names of parameters that stay as they are.</param>
    /// <param name="Draws">For each generator, in the order in which a forward pass draws from them, the bytes of what it will give.</param>
    internal sealed record TrainOptions(int Steps, double Rate, double Momentum, string[] Frozen, byte[][] Draws);

    /// <summary>A tensor on its way between the processes.</summary>
    internal sealed record Numbers(int[] Shape, byte[] Data)
    {
        public float[] ToArray() => MemoryMarshal.Cast<byte, float>(Data).ToArray();

        public static Numbers Of(Tensor x) => new(x.Shape.ToArray(), MemoryMarshal.AsBytes<float>(x.ToArray()).ToArray());
    }

    private sealed record Hello(string? Torch, string? Missing);

    private sealed record Question(string Expression, Numbers[] Inputs, bool[] Wants, Numbers Dy);

    private sealed record Training(
        string Module, string Call, Dictionary<string, Numbers> State, Numbers[] Inputs, Numbers Target, TrainOptions Options);
}
