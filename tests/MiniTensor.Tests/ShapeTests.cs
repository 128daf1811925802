using Xunit;

namespace MiniTensor.Tests;

public sealed class ShapeTests
{
    /// <summary>Had Shape a Count of elements, the compiler would take it for the number of sizes.</summary>
    [Fact]
    public void A_shape_is_spread_into_another_size_by_size()
    {
        Shape pixels = [4, 5];
        Shape batch = [3, .. pixels];
        Assert.Equal("(3, 4, 5)", batch.ToString());
        Assert.Equal(60, batch.Elements);
    }
}
