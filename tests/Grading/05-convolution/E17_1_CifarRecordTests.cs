using Exercises.Stage05;
using MiniTensor;
using MiniTensor.Data;

namespace CourseKit.Grading.Stage05;

[GradedTests("17.1")]
public sealed class E17_1_CifarRecordTests
{
    private const int Size = 32;
    private const int Plane = Size * Size;
    private const int Record = 1 + 3 * Plane;

    public E17_1_CifarRecordTests() => Expect.DoesNotCall(typeof(E17_1_CifarRecord), typeof(Cifar10));

    [Graded]
    public void The_class_is_the_first_byte()
    {
        var file = File(Draw.Rng(), 1);
        (file[0], file[^1]) = (7, 3);
        var came = Decode(file, 0).Label;
        Expect.Equal(7, came, "The class of a record that begins with 7 and ends with 3", "The class stands before the picture.");
    }

    [Graded]
    public void The_planes_become_channels()
    {
        byte[] colour = [25, 51, 102];
        byte[] file = [1, .. Enumerable.Range(0, 3 * Plane).Select(i => colour[i / Plane])];
        var came = Decode(file, 0).Picture;
        Shape shape = [3, Size, Size];
        Expect.True(came is not null, "The picture came out null.");
        Expect.True(came!.Shape == shape, $"The picture has shape {came.Shape}, expected (3, 32, 32).");
        double[] Scaled(double red, double green, double blue) => [red / 255, green / 255, blue / 255];
        Expect.Near(
            Scaled(25, 51, 102),
            [At(came, 0, 5, 7), At(came, 1, 5, 7), At(came, 2, 5, 7)],
            "A photograph of red 25, green 51 and blue 102 everywhere: of one pixel number",
            1e-6,
            (Scaled(102, 51, 25), "Blue came first. The planes lie in the order red, green, blue."),
            ([25, 51, 102], "Those are the bytes. Where does 255 become 1?"),
            ([0, 0, 0], "An int divided by an int drops the fraction."),
            ([25 / 256.0, 51 / 256.0, 102 / 256.0], "It was divided by 256. The largest byte, 255, is to become 1."),
            (Scaled(25, 25, 25), "All three came from the red plane. The colours of a pixel do not lie side by side in the file."));
    }

    [Graded]
    public void Bytes_go_up_to_255()
    {
        byte[] file = [0, .. Enumerable.Repeat((byte)255, 3 * Plane)];
        var came = At(Decode(file, 0).Picture, 1, 8, 8);
        Expect.Near(1, came, "A byte of 255", 1e-6, (-1 / 255.0, "A byte of C# has no sign. Was it made an sbyte?"));
    }

    [Graded]
    public void Rows_run_from_left_to_right()
    {
        // The red plane alone: 0, 1, 2, ... along the first row, and 32, 33, ... along the second, up to 255 and from 0 again.
        byte[] file = [0, .. Enumerable.Range(0, 3 * Plane).Select(i => (byte)(i % 256))];
        var came = Decode(file, 0).Picture;
        Expect.Near(
            [1 / 255.0, 32 / 255.0],
            [At(came, 0, 0, 1), At(came, 0, 1, 0)],
            "The red plane counts 0, 1, 2, ...: [row 0, column 1] and [row 1, column 0]",
            1e-6,
            ([32 / 255.0, 1 / 255.0], "Rows and columns are exchanged: the picture lies on its side."),
            ([0, 31 / 255.0], "The picture begins one byte too early. What does a record begin with?"));
    }

    [Graded]
    public void Every_record_has_its_place()
    {
        var rng = Draw.Rng();
        var file = File(rng, 4);
        for (var i = 3; i >= 0; i--)
        {
            var (c, y, x) = (rng.Next(3), rng.Next(Size), rng.Next(Size));
            var (label, picture) = Decode(file, i);
            Expect.Equal(file[i * Record], label, $"The class of record {i} of 4", "How long is a record, class and picture together?");
            var right = file[i * Record + 1 + (c * Size + y) * Size + x] / 255.0;
            Expect.Near(right, At(picture, c, y, x), $"Record {i} of 4: channel {c}, row {y}, column {x}", 1e-6);
        }
    }

    [Graded]
    public void A_screen_wants_the_colours_of_a_pixel_side_by_side()
    {
        // Two rows of three pixels; 10, 20, ... in the order of the tensor.
        var picture = Tensor.Of([.. Enumerable.Range(1, 18).Select(i => 10 * i / 255f)], [3, 2, 3]);
        int[] planes = [.. Enumerable.Range(1, 18).Select(i => 10 * i)];
        int[] sideBySide = [.. Enumerable.Range(0, 18).Select(i => planes[i % 3 * 6 + i / 3])];
        int[] byColumns = [.. Enumerable.Range(0, 18).Select(i => planes[i % 3 * 6 + (i / 3 % 2 * 3) + i / 6])];
        int[] blueFirst = [.. Enumerable.Range(0, 18).Select(i => planes[(2 - i % 3) * 6 + i / 3])];
        Expect.Near(
            Doubles(sideBySide),
            Pixels(picture),
            "Two rows of three pixels, as bytes for a screen: byte",
            1e-9,
            (
                Doubles(planes),
                "Those are the planes as they were. A screen wants the red, green and blue of the first pixel, then those of the second."),
            (Doubles(byColumns), "The pixels came column by column."),
            (Doubles(blueFirst), "Blue came first. Each pixel is red, green, blue."),
            (Doubles([.. sideBySide.Select(v => v < 128 ? v : v + 1)]), "It was multiplied by 256. White, 1, is to become 255."));
    }

    [Graded]
    public void Numbers_are_rounded_and_stay_between_0_and_255()
    {
        // 0.9 / 255 is nearer to 1 than to 0.
        var came = Pixels(Tensor.Of([0.9f / 255, 1.2f, -0.2f], [3, 1, 1]));
        Expect.Near(
            [1, 255, 0],
            came,
            "A pixel of 0.9/255, 1.2 and -0.2: byte",
            1e-9,
            ([0, 255, 0], "The cast to byte drops what is behind the point. Which whole number is nearest?"),
            ([1, 50, 205], "1.2 is brighter than white, and came out as 50: the byte ran over. Limit the number first."),
            ([1, 255, 205], "-0.2 is darker than black, and came out as 205: the byte ran over. Limit it on both sides."),
            ([1, 0, 0], "1.2 came out as 0: was it multiplied by 256? 256 is no byte. White, 1, becomes 255."));
    }

    [Graded]
    public void There_and_back_gives_the_bytes_again()
    {
        var file = File(Draw.Rng(), 1);
        var came = Pixels(Decode(file, 0).Picture);
        double[] right = [.. Enumerable.Range(0, 3 * Plane).Select(i => (double)file[1 + i % 3 * Plane + i / 3])];
        Expect.Near(right, came, "A photograph read and written again: byte", 1e-9, ([.. right[..^1], 0], "The last number is missing. Where does a record end?"));
    }

    private static (int Label, Tensor Picture) Decode(byte[] file, int index) =>
        Expect.Answer(() => E17_1_CifarRecord.Decode(file, index), $"Record {index} of {file.Length / Record}");

    private static double[] Pixels(Tensor picture) =>
        [.. (Expect.Answer(() => E17_1_CifarRecord.ToPixels(picture), $"A picture of shape {picture.Shape}") ?? []).Select(p => (double)p)];

    private static double[] Doubles(int[] numbers) => [.. numbers.Select(number => (double)number)];

    private static double At(Tensor picture, int c, int y, int x) => picture.ToArray()[(c * Size + y) * Size + x];

    // No two of ten records have the same class, and no pixel looks like a class.
    private static byte[] File(Rng rng, int records)
    {
        var first = rng.Next(10);
        var places = Enumerable.Range(0, records * Record);
        return [.. places.Select(i => (byte)(i % Record == 0 ? (first + i / Record) % 10 : 10 + rng.Next(246)))];
    }
}
