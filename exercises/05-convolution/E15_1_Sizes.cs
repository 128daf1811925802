namespace Exercises.Stage05;

/// <summary>Exercise 15.1. The arithmetic of windows.</summary>
/// <remarks>
/// Out: a window of k numbers slides over a row of n numbers with p zeros added on each side, s numbers further each
/// time. It has to fit whole.
/// Field: layers of windows one after another. One number of the last layer's result depends on so many numbers of
/// the first layer's input: start with 1; a layer of kernel k adds k - 1 of its own steps, and one step there is as
/// many numbers of the input as the product of the strides of all layers before it.
/// (Lesson 15, "How large is the result?")
/// </remarks>
public static class E15_1_Sizes
{
    /// <summary>At how many places a window fits.</summary>
    /// <param name="size">The length of the row, n.</param>
    /// <param name="kernel">The length of the window, k; at most n + 2p.</param>
    /// <param name="stride">How far it moves each time, s.</param>
    /// <param name="padding">Zeros on each side, p.</param>
    public static int Out(int size, int kernel, int stride, int padding)
    {
        throw new NotImplementedException("Exercise 15.1: how many places there are for the window");
    }

    /// <summary>
    /// The receptive field: how many neighbouring numbers of the input one number of the result depends on.
    /// </summary>
    /// <param name="layers">Kernel and stride of each layer, the first one first.</param>
    public static int Field((int Kernel, int Stride)[] layers)
    {
        throw new NotImplementedException("Exercise 15.1: how far one result sees");
    }
}
