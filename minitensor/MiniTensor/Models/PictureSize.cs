namespace MiniTensor.Models;

/// <summary>
/// What a network asks whose linear layer is made for pictures of one size. Others are refused here: further on they might still
/// fit, as rows of the wrong pictures.
/// </summary>
internal static class PictureSize
{
    public static void Require(Tensor x, string network, int channels, int side) => ShapeException.Require(
        x.Rank == 4 && x.Shape[1] == channels && x.Shape[2] == side && x.Shape[3] == side,
        network,
        $"needs pictures of shape (N, {channels}, {side}, {side}); got {x.Shape}");
}
