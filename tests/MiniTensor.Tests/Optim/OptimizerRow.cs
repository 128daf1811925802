using MiniTensor.Optim;

namespace MiniTensor.Tests.Optim;

/// <summary>An optimizer with options, as three programs have it: ours, the naive one, and PyTorch.</summary>
/// <param name="Name">The class, and what is special about the options.</param>
/// <param name="Make">Ours.</param>
/// <param name="Naive">The same in double precision.</param>
/// <param name="Python">The same of the parameters p; Muon, which PyTorch does not have, is in muon.py.</param>
public sealed record OptimizerRow(string Name, Func<IReadOnlyList<Tensor>, Optimizer> Make, object Naive, string Python)
{
    /// <summary>Every optimizer has at least one row: a test looks.</summary>
    public static IReadOnlyList<OptimizerRow> All { get; } =
    [
        Row("Sgd", p => new Sgd(p, 0.1), NaiveSteps.Sgd(0.1), "optim.SGD(p, lr=0.1)"),
        Row("Sgd, decay", p => new Sgd(p, 0.1, weightDecay: 0.05), NaiveSteps.Sgd(0.1, decay: 0.05), "optim.SGD(p, lr=0.1, weight_decay=0.05)"),
        Row("Sgd, momentum", p => new Sgd(p, 0.05, momentum: 0.9), NaiveSteps.Sgd(0.05, 0.9), "optim.SGD(p, lr=0.05, momentum=0.9)"),
        Row("Sgd, dampening", p => new Sgd(p, 0.05, 0.9, dampening: 0.5, weightDecay: 0.01), NaiveSteps.Sgd(0.05, 0.9, 0.5, decay: 0.01), "optim.SGD(p, lr=0.05, momentum=0.9, dampening=0.5, weight_decay=0.01)"),
        Row("Sgd, Nesterov", p => new Sgd(p, 0.05, 0.9, nesterov: true, weightDecay: 0.01), NaiveSteps.Sgd(0.05, 0.9, nesterov: true, decay: 0.01), "optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True, weight_decay=0.01)"),
        Row("RmsProp", p => new RmsProp(p), NaiveSteps.RmsProp(0.01, 0.99, 1e-8), "optim.RMSprop(p)"),
        Row("RmsProp, momentum", p => new RmsProp(p, 0.002, 0.9, 1e-6, 0.8, 0.1), NaiveSteps.RmsProp(0.002, 0.9, 1e-6, 0.8, 0.1), "optim.RMSprop(p, lr=0.002, alpha=0.9, eps=1e-6, momentum=0.8, weight_decay=0.1)"),
        Row("Adam", p => new Adam(p), NaiveSteps.Adam(1e-3, 0.9, 0.999, 1e-8), "optim.Adam(p)"),
        Row("Adam, decay", p => new Adam(p, 0.01, 0.8, 0.95, 1e-5, 0.1), NaiveSteps.Adam(0.01, 0.8, 0.95, 1e-5, 0.1), "optim.Adam(p, lr=0.01, betas=(0.8, 0.95), eps=1e-5, weight_decay=0.1)"),
        Row("AdamW", p => new AdamW(p), NaiveSteps.Adam(1e-3, 0.9, 0.999, 1e-8, 0.01, decoupled: true), "optim.AdamW(p)"),
        Row("AdamW, decay", p => new AdamW(p, 0.01, 0.8, 0.95, 1e-5, 0.2), NaiveSteps.Adam(0.01, 0.8, 0.95, 1e-5, 0.2, decoupled: true), "optim.AdamW(p, lr=0.01, betas=(0.8, 0.95), eps=1e-5, weight_decay=0.2)"),
        Row("Muon", p => new Muon(p), NaiveSteps.Muon(0.02, 0.95, true, 5), "Muon(p)"),
        Row("Muon, decay", p => new Muon(p, 0.05, 0.8, nesterov: false, weightDecay: 0.1), NaiveSteps.Muon(0.05, 0.8, false, 5, 0.1), "Muon(p, lr=0.05, momentum=0.8, nesterov=False, weight_decay=0.1)"),
        Row("Muon, as airbench94", p => new Muon(p, 0.24, 0.6, iterations: 3, normalizeWeights: true), NaiveSteps.Muon(0.24, 0.6, true, 3, normalize: true), "Muon(p, lr=0.24, momentum=0.6, iterations=3, normalize_weights=True)"),
        Row("JointOptimizer", p => new JointOptimizer([.. p.Select(one => new Sgd([one], 0.05, momentum: 0.9))]), NaiveSteps.Sgd(0.05, 0.9), "optim.SGD(p, lr=0.05, momentum=0.9)"),
    ];

    public static OptimizerRow Named(string name) => All.Single(row => row.Name == name);

    public override string ToString() => Name;

    internal NaiveSteps.Step Oracle => (NaiveSteps.Step)Naive;

    private static OptimizerRow Row(string name, Func<IReadOnlyList<Tensor>, Optimizer> make, NaiveSteps.Step naive, string python) => new(name, make, naive, python);
}
