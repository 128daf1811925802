using MiniTensor.Optim;
using Xunit;

namespace MiniTensor.Tests.Optim;

/// <summary>What every schedule keeps to, asked of each row of the catalogue.</summary>
public sealed class ScheduleTests
{
    private const int Steps = 20;

    public static TheoryData<string> Names => [.. ScheduleRow.All.Select(row => row.Name)];

    public static TheoryData<string> WithFormula => [.. ScheduleRow.All.Where(row => row.Formula is not null).Select(row => row.Name)];

    [Fact]
    public void Every_schedule_has_a_row()
    {
        var classes = typeof(Schedule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Schedule)) && !type.IsAbstract);
        var inRows = ScheduleRow.All.Select(row => row.Make(Optimizer()).GetType()).ToHashSet();
        Assert.All(classes, type => Assert.True(inRows.Contains(type), $"{type.Name} has no row in ScheduleRow.All"));
    }

    [Fact]
    public void A_schedule_says_its_kind_and_all_its_numbers()
    {
        Assert.All(ScheduleRow.All, row => Assert.StartsWith(row.Make(Optimizer()).GetType().Name, row.Make(Optimizer()).ToString(), StringComparison.Ordinal));
        Assert.Distinct(ScheduleRow.All.Select(row => row.Make(Optimizer()).ToString()));
        Assert.Equal("WarmUp(steps: 5, then: Cosine(steps: 15, minimum: 0))", ScheduleRow.Named("WarmUp").Make(Optimizer()).ToString());
        Assert.Equal("JointSchedule(Cosine(steps: 20, minimum: 0.01))", ScheduleRow.Named("JointSchedule").Make(Optimizer()).ToString());
        Assert.Equal("Triangular(steps: 20, peak: 5, start: 0.2, end: 0.07)", ScheduleRow.Named("Triangular").Make(Optimizer()).ToString());
        Assert.Equal(
            "ReduceOnPlateau(factor: 0.1, patience: 0, threshold: 0.05, coolDown: 2, minimum: 0, higherIsBetter: False)",
            ScheduleRow.Named("ReduceOnPlateau, cool-down").Make(Optimizer()).ToString());
    }

    [Theory]
    [MemberData(nameof(WithFormula))]
    public void Rates_follow_the_formula(string name)
    {
        var row = ScheduleRow.Named(name);
        var rates = Rates(row, Optimizer(), 0, Steps);
        Assert.All(rates, (rate, step) => Assert.Equal(row.Formula!(step), rate, 1e-12));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Restored_into_another_schedule_it_goes_on_with_the_same_bits(string name)
    {
        var row = ScheduleRow.Named(name);
        var straight = Rates(row, Optimizer(), 0, Steps);
        var optimizer = Optimizer();
        var schedule = row.Make(optimizer);
        for (var step = 0; step < 7; step++)
        {
            Advance(schedule, step);
        }

        var other = Optimizer();
        other.LearningRate = 0.7; // the base rates come back with the state
        var resumed = row.Make(other);
        resumed.RestoreTexts(schedule.StateTexts.ToDictionary(text => text.Name, text => text.Value));
        Assert.Empty(resumed.StateTensors);
        for (var step = 7; step < Steps; step++)
        {
            Assert.Equal(straight[step], other.LearningRate);
            Advance(resumed, step);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_group_has_its_own_base_rate(string name)
    {
        var row = ScheduleRow.Named(name);
        var optimizer = new Sgd([new ParameterGroup([Tensor.Zeros([2])]), new ParameterGroup([Tensor.Zeros([3])], learningRate: 0.4)], 0.1);
        var (first, second) = (row.Make(Optimizer()), row.Make(optimizer));
        var alone = new Sgd([Tensor.Zeros([1])], 0.4);
        var third = row.Make(alone);
        for (var step = 0; step < Steps; step++)
        {
            Assert.Equal(first.Optimizer.LearningRate, optimizer.Groups[0].LearningRate);
            Assert.Equal(alone.LearningRate, optimizer.Groups[1].LearningRate);
            Advance(first, step);
            Advance(second, step);
            Advance(third, step);
        }
    }

    [Fact]
    public void A_cycle_begins_low_peaks_at_the_base_rate_and_ends_lower()
    {
        var rates = Rates(ScheduleRow.Named("OneCycle"), Optimizer(), 0, 21);
        Assert.Equal(0.1 / 25, rates[0], 1e-12);
        Assert.Equal(0.1, rates.Max(), 1e-3);
        Assert.Equal(0.1 / 25 / 1e4, rates[^1], 1e-12);
    }

    [Fact]
    public void A_warm_up_passes_metrics_on()
    {
        var optimizer = Optimizer();
        var schedule = new WarmUp(new ReduceOnPlateau(optimizer, 0.5, patience: 0), 2);
        schedule.Step();
        schedule.Step();
        schedule.Observe(1);
        Assert.Equal(0.1, optimizer.LearningRate);
        schedule.Observe(2);
        Assert.Equal(0.05, optimizer.LearningRate);
    }

    [Fact]
    public void Joint_schedules_set_the_rates_of_their_own_optimizers_also_after_a_restart()
    {
        var (fast, slow) = (Optimizer(), Optimizer());
        var joint = new JointSchedule(new Triangular(fast, 4, 0, 1, 0), new Triangular(slow, 8, 0, 1, 0));
        joint.Step();
        joint.Step();
        Assert.Equal(0.05, fast.LearningRate, 1e-12);
        Assert.Equal(0.075, slow.LearningRate, 1e-12);
        var (other, another) = (Optimizer(), Optimizer());
        var resumed = new JointSchedule(new Triangular(other, 4, 0, 1, 0), new Triangular(another, 8, 0, 1, 0));
        resumed.RestoreTexts(joint.StateTexts.ToDictionary(text => text.Name, text => text.Value));
        resumed.Step();
        Assert.Equal(0.025, other.LearningRate, 1e-12);
        Assert.Equal(0.0625, another.LearningRate, 1e-12);
    }

    internal static List<double> Rates(ScheduleRow row, Optimizer optimizer, int from, int steps)
    {
        var schedule = row.Make(optimizer);
        var rates = new List<double>();
        for (var step = from; step < steps; step++)
        {
            rates.Add(optimizer.LearningRate);
            Advance(schedule, step);
        }

        return rates;
    }

    internal static Sgd Optimizer() => new([Tensor.Zeros([1])], 0.1);

    private static void Advance(Schedule schedule, int step)
    {
        schedule.Step();
        schedule.Observe(ScheduleRow.Metrics[step % ScheduleRow.Metrics.Count]);
    }
}
