using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Nn;
using MiniTensor.Training;

namespace CourseKit.Course.Training;

/// <summary>Several views of each picture, over which a model's answers are averaged.</summary>
/// <param name="Name">What they are called after "averaged over".</param>
/// <param name="Forward">Asks the model.</param>
internal sealed record PictureViews(string Name, Func<Module, Batch, Tensor> Forward)
{
    /// <summary>The picture and its mirror image.</summary>
    public static PictureViews Two { get; } = new("two views of each", (model, batch) => TestTimeAveraging.Mirror((Layer)model, batch.Inputs));

    /// <summary>The picture, and it moved by a pixel up and left, and down and right; and the mirror images of the three.</summary>
    public static PictureViews Six { get; } = new("six views of each", TestTimeAveraging.Forward);
}
