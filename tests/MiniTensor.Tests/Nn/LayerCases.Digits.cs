using MiniTensor.Models;
using MiniTensor.Tests.Oracle;

namespace MiniTensor.Tests.Nn;

public static partial class LayerCases
{
    private static IEnumerable<LayerCase> Digits =>
    [
        new(
            "LeCun1989",
            rng => new LeCun1989(rng),
            """
            nn.ModuleDict({
                "h1": nn.ParameterDict({"weight": nn.Parameter(torch.zeros(12, 1, 5, 5)), "bias": nn.Parameter(torch.zeros(12, 8, 8))}),
                "h2": nn.ParameterDict({"weight": nn.Parameter(torch.zeros(12, 8, 5, 5)), "bias": nn.Parameter(torch.zeros(12, 4, 4))}),
                "h3": nn.Linear(192, 30), "output": nn.Linear(30, 10)})
            """,
            new int[] { 2, 1, 16, 16 })
        {
            PythonCall = LeCun("x[0]"),
            Moved = 0.1,
        },

        // With BatchNorm the few pictures of a row have kinks everywhere; its layers have rows of their own.
        new(
            "LeNet, no norm",
            rng => new LeNet(rng, batchNorm: false),
            """
            nn.Sequential(__import__("collections").OrderedDict([
                ("conv1", nn.Conv2d(1, 6, 5, padding=2)), ("relu1", nn.ReLU()), ("pool1", nn.MaxPool2d(2)),
                ("conv2", nn.Conv2d(6, 16, 5)), ("relu2", nn.ReLU()), ("pool2", nn.MaxPool2d(2)), ("flatten", nn.Flatten()),
                ("fc1", nn.Linear(400, 120)), ("relu3", nn.ReLU()), ("fc2", nn.Linear(120, 84)), ("relu4", nn.ReLU()), ("fc3", nn.Linear(84, 10))]))
            """,
            new int[] { 2, 1, 28, 28 })
        {
            Step = 5e-4,
            Moved = 0.03,
        },
    ];

    // Three convolutions, each of the planes that a third of H2 sees, as in Karpathy's reproduction.
    private static string LeCun(string x)
    {
        static string Framed(string input) => $"torch.nn.functional.pad({input}, (2, 2, 2, 2), 'constant', -1.0)";
        (string Weights, string Seen)[] groups = [("0:4", "h[:, 0:8]"), ("4:8", "h[:, 4:12]"), ("8:12", "torch.cat((h[:, 0:4], h[:, 8:12]), 1)")];
        var h1 = $"torch.tanh(torch.nn.functional.conv2d({Framed(x)}, m['h1']['weight'], stride=2) + m['h1']['bias'])";
        var parts = string.Join(", ", groups.Select(group => $"torch.nn.functional.conv2d({group.Seen}, m['h2']['weight'][{group.Weights}], stride=2)"));
        var h2 = $"(lambda h: torch.tanh(torch.cat(({parts}), 1) + m['h2']['bias']))({Framed(h1)})";
        return $"torch.tanh(m['output'](torch.tanh(m['h3']({h2}.flatten(1)))))";
    }
}
