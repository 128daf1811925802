using CourseKit.Course.Content;
using MiniTensor.Training;
using Xunit;

namespace CourseKit.Tests.Course.LessonPipeline;

/// <summary>What published results, or a mark of the course's own, ask of the records that lessons quote. A run that is made anew and misses one is found here.</summary>
public sealed class RecordGoalTests
{
    [Theory]
    [InlineData("09-softmax", "linear-mnist", "test_error", 0.0797)]
    [InlineData("10-mlp", "mlp-mnist", "test_error", 0.0189)]
    [InlineData("15-convolution", "lecun1989-mnist", "test_error", 0.0409)] // Karpathy's reproduction
    [InlineData("15-convolution", "lecun1989-seeds", "mean_error", 0.05)] // the paper
    [InlineData("16-lenet", "lenet-mnist", "test_error", 0.01)]
    [InlineData("16-lenet", "lenet-fashion-mnist", "test_error", 0.094)]
    [InlineData("16-lenet", "lenet-mnist-1", "test_error", 0.01)]
    [InlineData("16-lenet", "lenet-fashion-mnist-1", "test_error", 0.094)]
    [InlineData("18-residual", "resnet20-full", "test_error", 0.0875)] // He and others 2015
    [InlineData("18-residual", "resnet20-full-1", "test_error", 0.0875)]
    public void An_error_is_at_most(string lesson, string record, string number, double most) =>
        Assert.InRange(Number(lesson, record, number), 0, most);

    [Theory]
    [InlineData("17-cifar10", "linear-cifar10", "test_accuracy", 0.33)]
    [InlineData("17-cifar10", "mlp-cifar10", "test_accuracy", 0.50)]
    [InlineData("17-cifar10", "cnn-full", "test_accuracy", 0.70)]
    [InlineData("17-cifar10", "cnn-full-1", "test_accuracy", 0.70)]
    [InlineData("18-residual", "resnet20-10", "test_accuracy", 0.839)] // the mark of lesson 17, after 100 epochs
    [InlineData("20-fast-trainer", "airbench94-full", "test_accuracy", 0.939)] // Jordan's own goal is 94%
    public void An_accuracy_is_at_least(string lesson, string record, string number, double least) =>
        Assert.InRange(Number(lesson, record, number), least, 1);

    [Theory]
    [InlineData("16-lenet", "lenet-mnist", 5)]
    [InlineData("16-lenet", "lenet-fashion-mnist", 5)]
    [InlineData("17-cifar10", "cnn-full", 10)]
    [InlineData("18-residual", "resnet20-10", 10)]
    public void And_after_no_more_epochs_than(string lesson, string record, int most) => Assert.InRange(Number(lesson, record, "epochs"), 1, most);

    [Fact]
    public void Nearest_neighbours_have_what_is_published_for_the_usual_cut_of_the_photographs()
    {
        foreach (var k in new[] { "cut_one", "cut_five" })
        {
            Assert.InRange(Number("17-cifar10", "knn", k), 0.27, 0.285);
        }
    }

    [Fact]
    public void Filters_that_learn_beat_filters_of_chance()
    {
        Assert.True(Number("17-cifar10", "frozen", "trained_accuracy") > Number("17-cifar10", "frozen", "frozen_accuracy") + 0.1);
        Assert.True(Number("18-residual", "resnet20-3", "test_accuracy") > Number("18-residual", "resnet20-3-frozen", "test_accuracy") + 0.1);
        Assert.True(Number("15-convolution", "lecun1989-seeds", "frozen_mean_error") > Number("15-convolution", "lecun1989-seeds", "mean_error") + 0.005);
        foreach (var milestone in new[] { "milestone-fashion", "milestone-cifar10" })
        {
            Assert.True(Number("19-augmentation", milestone, "percent") > Number("19-augmentation", milestone, "frozen_percent") + 5, milestone);
        }
    }

    [Fact]
    public void A_body_that_has_learnt_beats_one_that_begins_from_scratch()
    {
        var scratch = Number("21-transfer", "transfer-full", "scratch");
        Assert.True(Number("21-transfer", "transfer-full", "gentle") > scratch + 0.02);
        Assert.True(Number("21-transfer", "transfer-full", "head") > scratch);
    }

    private static double Number(string lesson, string record, string number)
    {
        var file = Path.Combine(Workspace.Find().Root, "lessons", lesson, "runs", record + ".json");
        return (double)TrainingRecord.Load(file).Numbers[number]!;
    }
}
