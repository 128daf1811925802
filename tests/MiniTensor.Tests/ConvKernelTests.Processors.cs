using MiniTensor.Backends;
using MiniTensor.Backends.Cpu;
using Xunit;

namespace MiniTensor.Tests;

public sealed partial class ConvKernelTests
{
    /// <summary>Products are cut otherwise for processors that carry out vectors of 512 bits otherwise.</summary>
    [Theory]
    [InlineData(33, 16)]
    [InlineData(16, 64)]
    [InlineData(64, 40)]
    public void Winograd_agrees_as_other_processors_do_it(int c, int o)
    {
        var here = VectorUnits.AreHalves;
        try
        {
            VectorUnits.AreHalves = !here;
            Check(new Conv2dGeometry(3, c, 7, 9, o, 3, 3, 1, 1, 1, 1, 1, 1, 1), ConvAlgorithm.Winograd, WinogradError);
        }
        finally
        {
            VectorUnits.AreHalves = here;
        }
    }
}
