using MiniTensor.Training;
using Xunit;

namespace MiniTensor.Tests.Training;

public class SourceCommitTests
{
    [Theory]
    [InlineData("1.0.0+a02f95a138d7fd1d61f1c3c69e94834ed664eb70", "a02f95a138")]
    [InlineData("1.0.0", "unknown")] // built outside a clone
    [InlineData("1.0.0+", "unknown")]
    [InlineData("", "unknown")]
    [InlineData(null, "unknown")]
    public void The_commit_is_the_one_in_the_programs_version(string? version, string commit) => Assert.Equal(commit, SourceCommit.In(version));

    [Theory]
    [InlineData("a", "a", "a")]
    [InlineData("a", "b", "a, b")]
    [InlineData("a, b", "b", "a, b")]
    [InlineData("a, b", "a", "a, b, a")]
    [InlineData("unknown", "b", "unknown, b")]
    [InlineData(null, "b", "unknown, b")] // a checkpoint that says nothing
    [InlineData(null, "unknown", "unknown")]
    public void A_run_names_each_of_its_programs_in_turn(string? before, string now, string commits) =>
        Assert.Equal(commits, SourceCommit.After(before, now));
}
