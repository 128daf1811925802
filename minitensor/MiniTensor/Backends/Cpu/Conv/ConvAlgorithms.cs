namespace MiniTensor.Backends.Cpu;

/// <summary>How a convolution is computed.</summary>
public enum ConvAlgorithm
{
    /// <summary>
    /// Winograd where it applies and pays, else direct. A 3x3 convolution of few input channels takes F(4, 3) down the
    /// columns alone, forward and for its weights' gradient.
    /// </summary>
    Auto,

    /// <summary>Multiply and add as the definition says: relative errors as small as a matrix product's.</summary>
    Direct,

    /// <summary>
    /// Winograd F(4x4, 3x3) for every 3x3 convolution with stride 1, dilation 1 and one group; its form for stride 2
    /// where besides the padding is 1, height and width are multiples of 8 and channels multiples of 16; direct for the
    /// others.
    /// </summary>
    Winograd,
}

/// <summary>The switch between the algorithms of convolution.</summary>
public static class ConvAlgorithms
{
    /// <summary>
    /// The algorithm that every convolution uses from now on; at first what the environment variable MINITENSOR_CONV
    /// says
    /// (<c>direct</c>, <c>winograd</c> or <c>auto</c>), else <see cref="ConvAlgorithm.Auto"/>.
    /// </summary>
    /// <remarks>
    /// Winograd does a quarter of the multiplications, nine sixteenths with stride 2, half down the columns alone, and loses a digit or so: errors
    /// relative to the output's rms are about 1e-6, and below 1e-4 at worst.
    /// A pixel that is NaN or infinite makes all results of the tiles that it lies in NaN or infinite, up to five pixels away, where the definition has
    /// its effect only on those that see it. <see cref="ConvAlgorithm.Direct"/> is for those who need that digit, or look for where a NaN began.
    /// </remarks>
    public static ConvAlgorithm Forced { get; set; } =
        Enum.TryParse<ConvAlgorithm>(Environment.GetEnvironmentVariable("MINITENSOR_CONV"), ignoreCase: true, out var named)
            ? named
            : ConvAlgorithm.Auto;
}
