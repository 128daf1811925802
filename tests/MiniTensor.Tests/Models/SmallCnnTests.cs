using MiniTensor.Models;
using Xunit;

namespace MiniTensor.Tests.Models;

public sealed class SmallCnnTests
{
    [Theory]
    [InlineData(3, 10, 3 * 25 * 32 + 32 * 9 * 64 + 64 * 9 * 128 + 2 * (32 + 64 + 128) + 2048 * 10 + 10)]
    [InlineData(1, 4, 25 * 32 + 32 * 9 * 64 + 64 * 9 * 128 + 2 * (32 + 64 + 128) + 2048 * 4 + 4)]
    public void Its_parameters_follow_from_channels_and_classes(int channels, int classes, int count) =>
        Assert.Equal(count, new SmallCnn(new Rng(1), classes, channels).Parameters().Sum(parameter => parameter.Count));
}
