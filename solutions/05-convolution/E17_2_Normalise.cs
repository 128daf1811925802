using MiniTensor;

namespace Exercises.Stage05;

/// <summary>Exercise 17.2. Each colour with mean 0 and deviation 1, by what the training pictures say.</summary>
/// <remarks>
/// mean = (1/n) sum of x, deviation = root of (1/n) sum of (x - mean)^2, over all n pixels of one colour in all
/// pictures, where a byte b counts as x = b / 255 (lesson 17, "Mean and deviation of the training set").
/// ImageDataset.Statistics and Normalise of the library are what you write here: do without them.
/// </remarks>
public static class E17_2_Normalise
{
    /// <summary>Mean and deviation of each channel.</summary>
    /// <param name="pictures">
    /// Picture after picture, channel after channel: the byte of pixel p in channel c of picture i is
    /// pictures[(i * channels + c) * plane + p]. There may be so many that a sum of squares does not fit an int, and
    /// sums of floats lose what is small.
    /// </param>
    /// <param name="channels">How many channels a picture has.</param>
    /// <param name="plane">How many pixels a channel of one picture has.</param>
    /// <returns>Two numbers for each channel, of pixels from 0 to 1.</returns>
    public static (double[] Mean, double[] Deviation) Statistics(byte[] pictures, int channels, int plane)
    {
        var (mean, deviation) = (new double[channels], new double[channels]);
        var count = pictures.Length / (channels * plane);
        #region Exercise 17.2: the mean and the deviation of each channel, over all pictures
        for (var c = 0; c < channels; c++)
        {
            // Bytes and their squares are whole numbers: a long adds them up without any rounding.
            long sum = 0, squares = 0;
            for (var i = 0; i < count; i++)
            {
                foreach (var pixel in pictures.AsSpan((i * channels + c) * plane, plane))
                {
                    sum += pixel;
                    squares += pixel * pixel;
                }
            }

            var n = (double)count * plane;
            mean[c] = sum / n / 255;
            deviation[c] = Math.Sqrt(squares / n - sum / n * (sum / n)) / 255;
        }

        return (mean, deviation);
        #endregion
    }

    /// <summary>(x - mean) / deviation, each channel by its own.</summary>
    /// <param name="x">Pictures, (N, C, H, W), numbers from 0 to 1.</param>
    /// <param name="mean">Of each channel.</param>
    /// <param name="deviation">Of each channel.</param>
    /// <returns>A new tensor, (N, C, H, W).</returns>
    public static Tensor Apply(Tensor x, double[] mean, double[] deviation)
    {
        #region Exercise 17.2: minus the mean, then divided by the deviation, along the channels
        Tensor Along(double[] numbers) => Tensor.Of([.. numbers.Select(number => (float)number)], [1, numbers.Length, 1, 1]);
        return (x - Along(mean)) / Along(deviation);
        #endregion
    }

    /// <summary>Both parts made ready for a network that learns from the first.</summary>
    /// <param name="train">Pictures to learn from, as bytes in the order that Statistics says.</param>
    /// <param name="test">Pictures to test with, alike.</param>
    /// <param name="shape">The shape of one picture, (C, H, W).</param>
    /// <returns>Each (N, C, H, W).</returns>
    public static (Tensor Train, Tensor Test) Prepare(byte[] train, byte[] test, Shape shape)
    {
        Tensor Numbers(byte[] pictures) =>
            Tensor.Of([.. pictures.Select(pixel => pixel / 255f)], [pictures.Length / shape.Elements, shape[0], shape[1], shape[2]]);
        #region Exercise 17.2: with whose mean and deviation?
        // What is known of the test pictures may not enter the network: also these six numbers come from the training pictures.
        var (mean, deviation) = Statistics(train, shape[0], shape[1] * shape[2]);
        return (Apply(Numbers(train), mean, deviation), Apply(Numbers(test), mean, deviation));
        #endregion
    }
}
