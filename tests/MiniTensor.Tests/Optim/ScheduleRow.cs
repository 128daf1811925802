using MiniTensor.Optim;

namespace MiniTensor.Tests.Optim;

/// <summary>A schedule with options, ours and PyTorch's.</summary>
/// <param name="Name">The class, and what is special about the options.</param>
/// <param name="Make">Ours, for an optimizer.</param>
/// <param name="Formula">Its rate at a step for the base rate 0.1, written anew; null for one that waits for metrics.</param>
/// <param name="Python">The same for the optimizer o; null where PyTorch has none.</param>
public sealed record ScheduleRow(string Name, Func<Optimizer, Schedule> Make, Func<int, double>? Formula, string? Python)
{
    /// <summary>Every schedule has at least one row: a test looks.</summary>
    public static IReadOnlyList<ScheduleRow> All { get; } =
    [
        new("Constant", o => new Constant(o), _ => 0.1, "optim.lr_scheduler.LambdaLR(o, lambda s: 1)"),
        new("StepDecay", o => new StepDecay(o, 4, 0.5), s => 0.1 * new[] { 1, 0.5, 0.25, 0.125, 0.0625, 0.03125 }[s / 4], "optim.lr_scheduler.StepLR(o, 4, gamma=0.5)"),
        new("Cosine", o => new Cosine(o, 20, 0.01), s => 0.055 + 0.045 * Math.Cos(Math.PI * s / 20), "optim.lr_scheduler.CosineAnnealingLR(o, 20, eta_min=0.01)"),
        new("Cosine, past its end", o => new Cosine(o, 7), s => s >= 7 ? 0 : 0.05 + 0.05 * Math.Cos(Math.PI * s / 7), null),
        new("OneCycle", o => new OneCycle(o, 20), null, "optim.lr_scheduler.OneCycleLR(o, 0.1, total_steps=20, pct_start=0.3, cycle_momentum=False)"),
        new("Triangular", o => new Triangular(o, 20, peak: 0.25), s => 0.1 * (s < 5 ? 0.2 + 0.16 * s : 1 - 0.062 * (s - 5)), "optim.lr_scheduler.LambdaLR(o, lambda s: 0.2 + 0.8 * s / 5 if s < 5 else 1 - 0.93 * (s - 5) / 15)"),
        new("Triangular, straight fall", o => new Triangular(o, 20, 0, 1, 0), s => 0.1 * (1 - s / 20.0), "optim.lr_scheduler.LinearLR(o, 1, 0, total_iters=20)"),
        new("JointSchedule", o => new JointSchedule(new Cosine(o, 20, 0.01)), s => 0.055 + 0.045 * Math.Cos(Math.PI * s / 20), "optim.lr_scheduler.CosineAnnealingLR(o, 20, eta_min=0.01)"),
        new("WarmUp", o => new WarmUp(new Cosine(o, 15), 5), s => s < 5 ? 0.1 * (s + 1) / 6 : 0.05 + 0.05 * Math.Cos(Math.PI * (s - 5) / 15), "optim.lr_scheduler.SequentialLR(o, [optim.lr_scheduler.LinearLR(o, 1 / 6, 1, total_iters=5), optim.lr_scheduler.CosineAnnealingLR(o, 15)], [5])"),
        new("WarmUp, before nothing else", o => new WarmUp(new Constant(o), 3), s => Math.Min(0.1, 0.025 * (s + 1)), "optim.lr_scheduler.LinearLR(o, 0.25, 1, total_iters=3)"),
        new("ReduceOnPlateau", o => new ReduceOnPlateau(o, 0.5, 1, minimum: 0.02), null, "optim.lr_scheduler.ReduceLROnPlateau(o, factor=0.5, patience=1, min_lr=0.02)"),
        new("ReduceOnPlateau, cool-down", o => new ReduceOnPlateau(o, 0.1, 0, 0.05, 2), null, "optim.lr_scheduler.ReduceLROnPlateau(o, factor=0.1, patience=0, threshold=0.05, cooldown=2)"),
        new("ReduceOnPlateau, accuracy", o => new ReduceOnPlateau(o, 0.3, 2, higherIsBetter: true), null, "optim.lr_scheduler.ReduceLROnPlateau(o, mode='max', factor=0.3, patience=2)"),
    ];

    public static IReadOnlyList<double> Metrics { get; } = [3, 2.5, 2.4, 2.45, 2.4, 2.41, 2.39, 1.9, 1.95, 1.9, 1.9, 1.89, 1.9, 1.9, 1.7, 1.8, 1.8, 1.8, 1.6, 1.65];

    public static ScheduleRow Named(string name) => All.Single(row => row.Name == name);

    public override string ToString() => Name;
}
