using System.Runtime.ExceptionServices;
using MiniTensor.Autograd;
using MiniTensor.Data;
using MiniTensor.Models;
using MiniTensor.Nn;
using MiniTensor.Optim;
using MiniTensor.Training;

namespace MiniTensor.Tests.Errors;

/// <summary>What stands on the ops: layers, models, optimizers, metrics and data, and gradients of a wrong shape.</summary>
internal static partial class ErrorCases
{
    private static IEnumerable<ErrorCase> Library => [.. Gradients, .. Layers, .. Models, .. DataSets, .. Pictures];

    private static IEnumerable<ErrorCase> Gradients =>
    [
        Row(
            () => Hooked(Leaf, _ => Z(3)),
            "Hook: needs a gradient of shape (4); got (3)"),
        Row(
            () => WrongGradient.Apply(Leaf).Sum().Backward(),
            "Backward: needs a gradient of the shape (4) of Leaf's result, or of one that it was broadcast to; got (5)"),
        Row(
            () => new GradientAccumulation(2).Backward(Leaf),
            "GradientAccumulation: needs a loss of one element; got shape (4). Reduce it first, e.g. with Mean()"),
        Row(
            () => new Muon([Leaf]),
            "Muon: needs weights of two axes or more, as (O, I) or (O, C, R, S), whose first axis is the outermost or innermost in memory; "
            + "got (4). Give it to another optimizer, e.g. AdamW"),
        Row(
            () => new Accuracy().Add(Z(2, 3), [0]),
            "accuracy: needs scores (N, C) or (N, C, d...) and a target for each row; got (2, 3) and 1 targets"),
    ];

    private static IEnumerable<ErrorCase> Layers =>
    [
        Row(() => new Gru(6, 2, new Rng(0)).Call(Z(2, 6)), "Gru: needs an input of shape (T, N, I); got (2, 6)"),
        Row(() => new Gru(6, 2, new Rng(0), batchFirst: true).Call(Z(2, 6)), "Gru: needs an input of shape (N, T, I); got (2, 6)"),
        Row(
            () => new Gru(6, 2, new Rng(0)).Call(Z(5, 3, 6), Z(1, 3, 4)),
            "Gru: needs states of shape (1, 3, 2) for an input of shape (5, 3, 6); got (1, 3, 4)"),
        Row(() => Init.Dirac(Z(2, 3, 3, 3)), "Init.Dirac: needs a weight (outputs, inputs, R, S) with outputs >= inputs and an odd kernel; got (2, 3, 3, 3)"),
        Row(() => Init.Dirac(Z(3, 3, 2, 3)), "Init.Dirac: needs a weight (outputs, inputs, R, S) with outputs >= inputs and an odd kernel; got (3, 3, 2, 3)"),
        Row(() => Init.XavierUniform(new Rng(0), [5]), "Init: needs a weight of shape (outputs, inputs, ...) with numbers in it; got (5)"),
        Row(() => new Conv2d(3, 4, 3, new Rng(0), groups: 2), "Conv2d: needs channels and outputs that fall into 2 groups; got 3 and 4"),
        Row(
            () => new Linear(3, 2, new Rng(0)).LoadStateDictionary(new Linear(4, 2, new Rng(0)).StateDictionary()),
            "LoadStateDictionary: needs shape (2, 3) for 'weight'; got (2, 4). Build the model with the sizes it was saved with"),
        Row(() => new BatchNorm1d(3).Call(Z(3)), "BatchNorm1d: needs an input of shape (N, C) or (N, C, L); got (3)"),
        Row(() => new BatchNorm2d(3).Call(Z(2, 3)), "BatchNorm2d: needs an input of shape (N, C, H, W); got (2, 3)"),
        Row(() => new BatchNormRelu2d(3).Call(Z(2, 3)), "BatchNormRelu2d: needs an input of shape (N, C, H, W); got (2, 3)"),
        Row(() => new BatchNormGelu2d(3).Call(Z(2, 3)), "BatchNormGelu2d: needs an input of shape (N, C, H, W); got (2, 3)"),
        Row(() => new GroupNorm(2, 5), "GroupNorm: needs a number of groups that divides the 5 channels; got 2"),
        Row(() => new MultiHeadAttention(6, 4, new Rng(0)), "MultiHeadAttention: needs a number of heads that divides the width 6; got 4"),
        Row(() => new MultiHeadAttention(6, 2, new Rng(0)).Call(Z(1, 2, 5)), "MultiHeadAttention: needs inputs of shape (N, T, 6); got (1, 2, 5)"),
        Row(
            () => new MultiHeadAttention(6, 2, new Rng(0)).Call(Z(1, 2, 6), Z(1, 3)),
            "MultiHeadAttention: needs a padding mask of shape (1, 2) for keys (1, 2, 6); got (1, 3)"),
        Row(() => new Flatten(1).Call(Z(3)), "Flatten: needs axes 1 to -1 in this order; got shape (3)"),
        Row(() => Whitening.Filters(Z(2, 3, 1, 4), 2), "Whitening: needs images (N, C, H, W) of at least 2 x 2; got (2, 3, 1, 4)"),
    ];

    private static IEnumerable<ErrorCase> Models =>
    [
        Row(() => new AirBench94(new Rng(0)).Call(Z(2, 1, 28, 28)), "AirBench94: needs pictures of shape (N, 3, 32, 32); got (2, 1, 28, 28)"),
        Row(
            () => new ResidualBlock(4, 2, 1, project: true, new Rng(0)),
            "ResidualBlock: needs as many channels out as in, or more; got 4 in, 2 out"),
    ];

    private static IEnumerable<ErrorCase> DataSets =>
    [
        Row(() => new TensorDataset(Z(), Z(2)), "TensorDataset: needs inputs (N, ...); got shape ()"),
        Row(() => new TensorDataset(Z(3, 2), [0, 1]), "TensorDataset: needs as many classes for each of the 3 items of inputs (3, 2); got 2 classes"),
        Row(() => new TensorDataset(Z(3, 2), Z(2, 1)), "TensorDataset: needs one row of targets for each row of inputs (3, 2); got targets (2, 1)"),
        Row(() => new Subset(Photos(), [0, 2]), "Subset: needs indices from 0 to 1; got 2 at place 1"),
        Row(() => new ClassSubset(Photos(), []), "ClassSubset: needs one class or more of 2; got none"),
        Row(() => new ClassSubset(Photos(), [0, 2]), "ClassSubset: needs classes from 0 to 1, each once; got 2 at place 1"),
        Row(() => new ClassSubset(Photos(), [0, 1], perClass: 2), "ClassSubset: needs 2 pictures of each class; got 1 of ant"),
        Row(() => DataSplit.Stratified(Photos(), [0], 0.5, new Rng(0)), "Stratified: needs the class of each of 2 items; got 1"),
        Row(
            () => new DataLoader(new TensorDataset(Z(3, 2), [0, 1, 0]), 1, transforms: [new RandomFlip()]),
            "DataLoader: needs a data set of pictures for RandomFlip; got items of shape (2)"),
        Row(
            () => Cause(() => _ = new DataLoader(Photos(), 1, transforms: [new Shrinking()], workers: 0).Epoch().Count()),
            "DataLoader: needs transforms that make all pictures the same size, (1, 4, 4); got (1, 2, 2)"),
    ];

    private static IEnumerable<ErrorCase> Pictures =>
    [
        Row(() => new ImageDataset([], [], [2, 2], ["ant"]), "ImageDataset: needs pictures of shape (C, H, W); got (2, 2)"),
        Row(() => new ImageDataset(new byte[7], [0, 0], [1, 2, 2], ["ant"]), "ImageDataset: needs 4 bytes for each of 2 pictures (1, 2, 2); got 7"),
        Row(() => new ImageDataset(new byte[8], [0, 1], [1, 2, 2], ["ant"]), "ImageDataset: needs classes below 1; got 1 for picture 1"),
        Row(() => new PixelMap([2, 2]), "PixelMap: needs pictures (C, H, W); got (2, 2)"),
        Row(
            () => new PixelMap([3, 2, 2]).Normalise([0.5], [1]),
            "Normalise: needs a mean and a deviation for each of 3 channels; got 1 and 1"),
        Row(
            () => new RandomCrop(9, 9, 1).Apply(new PixelMap([1, 4, 6]), new ItemDraw(0, 0, new Rng(0))),
            "RandomCrop: needs a piece that fits into 4 x 6 with a padding of 1; got 9 x 9"),
        Row(() => Idx.Save("never.idx", [2, 3], [1, 2]), "Idx: needs at least one axis, and 6 elements for shape (2, 3); got 2"),
        Row(
            () => new Picture(2, 2, 5, 8, new byte[20]),
            "Picture: needs 1 to 4 channels of 8 or 16 bits, and a byte for each 8 bits; got 2 x 2, 5 channels, 8 bits, 20 bytes"),
        Row(() => Picture.Of(Z(5, 2, 2)), "Picture: needs (C, H, W) with 1 to 4 channels; got (5, 2, 2)"),
    ];

    /// <summary>Two pictures of 4 x 4, of one class each.</summary>
    private static ImageDataset Photos() => new(new byte[32], [0, 1], [1, 4, 4], ["ant", "bee"]);

    // What the loader says of an item tells which one it was, and why.
    private static void Cause(Action call)
    {
        try
        {
            call();
        }
        catch (DataLoaderException e) when (e.InnerException is ShapeException)
        {
            ExceptionDispatchInfo.Throw(e.InnerException);
        }
    }

    private static void Hooked(Tensor x, Func<Tensor, Tensor?> hook)
    {
        using var registration = x.RegisterHook(hook);
        x.Sum().Backward();
    }

    /// <summary>Cuts the pictures of all epochs but the look at the first one, which tells the batch's shape.</summary>
    private sealed class Shrinking : IImageTransform
    {
        private int _pictures;

        public void Apply(PixelMap pixels, in ItemDraw draw)
        {
            if (_pictures++ > 0)
            {
                pixels.Crop(0, 0, 2, 2);
            }
        }
    }

    /// <summary>An op whose backward step forgets a shape.</summary>
    private sealed class WrongGradient : Node
    {
        public override string Name => "WrongGradient";

        public static Tensor Apply(Tensor x) => new WrongGradient().Record(x.Detach().Clone(), x);

        internal override void Backward(Tensor dy, InputGradients inputs) => inputs.Give(0, Z(5));
    }
}
