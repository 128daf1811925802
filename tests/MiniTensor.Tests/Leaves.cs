namespace MiniTensor.Tests;

/// <summary>Tensors that gradients flow to, for tests of autograd.</summary>
internal static class Leaves
{
    public static Tensor Leaf(params float[] numbers)
    {
        var x = Tensor.Of(numbers);
        x.RequiresGrad = true;
        return x;
    }

    public static float[] Grad(Tensor x) => x.Grad!.ToArray();
}
