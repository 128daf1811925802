using MiniTensor.Data;

namespace CourseKit.Course.Training.Reports;

/// <summary>Pictures of one size side by side in rows, enlarged, as one picture.</summary>
internal static class PictureSheet
{
    private const int Gap = 6;
    private const byte Ground = 128;

    /// <param name="pictures">At least one; all have the size and the channels of the first.</param>
    /// <param name="columns">How many stand in a row.</param>
    /// <param name="scale">How many pixels of the sheet are a pixel's side.</param>
    public static Picture Make(IReadOnlyList<Picture> pictures, int columns, int scale)
    {
        var (height, width, channels) = (pictures[0].Height, pictures[0].Width, pictures[0].Channels);
        var rows = (pictures.Count + columns - 1) / columns;
        columns = Math.Min(columns, pictures.Count);
        var (sheetHeight, sheetWidth) = (rows * (height * scale + Gap) + Gap, columns * (width * scale + Gap) + Gap);
        var sheet = new byte[sheetHeight * sheetWidth * channels];
        sheet.AsSpan().Fill(Ground);
        for (var i = 0; i < pictures.Count; i++)
        {
            var (top, left) = (Gap + i / columns * (height * scale + Gap), Gap + i % columns * (width * scale + Gap));
            for (var y = 0; y < height * scale; y++)
            {
                for (var x = 0; x < width * scale; x++)
                {
                    pictures[i].Bytes.AsSpan((y / scale * width + x / scale) * channels, channels)
                        .CopyTo(sheet.AsSpan(((top + y) * sheetWidth + left + x) * channels));
                }
            }
        }

        return new Picture(sheetWidth, sheetHeight, channels, 8, sheet);
    }
}
