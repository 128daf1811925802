using System.Globalization;
using MiniTensor.Data;

namespace MiniTensor.Training.TensorBoard;

/// <summary>Writes an event file, which TensorBoard shows as curves, histograms and images: <c>tensorboard --logdir FOLDER</c>.</summary>
/// <remarks>
/// The format is TensorFlow's: records with a CRC-32C each, every one an Event message
/// (<see href="https://github.com/tensorflow/tensorboard/blob/master/tensorboard/compat/proto/event.proto"/>).
/// </remarks>
public sealed class EventWriter : IDisposable
{
    private static int s_files;

    private readonly FileStream _stream;

    /// <summary>Opens a new file in the folder, which is made where it is missing; files of earlier runs stay.</summary>
    /// <param name="folder">TensorBoard calls what is in one folder a run.</param>
    /// <param name="firstStep">The first step that this file may tell of:
    /// TensorBoard drops what earlier files of the folder say of it and of later ones.</param>
    public EventWriter(string folder, long firstStep = 0)
    {
        Directory.CreateDirectory(folder);
        var seconds = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var name = string.Create(
            CultureInfo.InvariantCulture, $"events.out.tfevents.{seconds:D10}.minitensor.{Environment.ProcessId}.{Interlocked.Increment(ref s_files) - 1}");
        File = Path.Combine(folder, name);
        _stream = new FileStream(File, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        Write(new EventMessage().Text(3, "brain.Event:2"), 0);
        Write(new EventMessage().Message(7, new EventMessage().Integer(1, 1)), firstStep);
        Flush();
    }

    /// <summary>The path of the file.</summary>
    public string File { get; }

    /// <summary>Adds a point to a curve.</summary>
    /// <param name="tag">The curve's name; what stands before a slash groups curves.</param>
    /// <param name="value">The height of the point.</param>
    /// <param name="step">Where the point stands.</param>
    public void Scalar(string tag, double value, long step) => Write(tag, step, summary => summary.Float(2, (float)value));

    /// <summary>Adds a histogram of all numbers of the tensor that are finite.</summary>
    /// <inheritdoc cref="Scalar"/>
    /// <param name="tag">The name of the row of histograms.</param>
    /// <param name="values">The numbers, of any shape.</param>
    /// <param name="step">Where the histogram stands.</param>
    public void Histogram(string tag, Tensor values, long step) =>
        Write(tag, step, summary => summary.Message(5, TensorBoard.Histogram.Of(values.ToArray())));

    /// <summary>Adds a picture.</summary>
    /// <param name="tag">The name of the row of pictures.</param>
    /// <param name="picture">(C, H, W) with 1 to 4 channels: 0 is black, 1 full.</param>
    /// <param name="step">Where the picture stands.</param>
    public void Image(string tag, Tensor picture, long step)
    {
        var image = Picture.Of(picture);
        Write(tag, step, summary => summary.Message(
            4, new EventMessage().Integer(1, image.Height).Integer(2, image.Width).Integer(3, image.Channels).Blob(4, Png.Encode(image))));
    }

    /// <summary>Sends what was added on to the file, where TensorBoard sees it.</summary>
    public void Flush() => _stream.Flush();

    public void Dispose() => _stream.Dispose();

    private void Write(string tag, long step, Func<EventMessage, EventMessage> fill) =>
        Write(new EventMessage().Message(5, new EventMessage().Message(1, fill(new EventMessage().Text(1, tag)))), step);

    private void Write(EventMessage content, long step)
    {
        var wallTime = (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).TotalSeconds;
        new EventMessage().Double(1, wallTime).Integer(2, step).With(content).WriteRecord(_stream);
    }
}
