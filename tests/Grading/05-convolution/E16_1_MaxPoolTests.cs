using Exercises.Stage05;
using MiniTensor;

namespace CourseKit.Grading.Stage05;

[GradedTests("16.1")]
public sealed class E16_1_MaxPoolTests
{
    public E16_1_MaxPoolTests()
    {
        Expect.DoesNotCall(typeof(E16_1_MaxPool), typeof(Functional), nameof(Functional.MaxPool2d), nameof(Functional.AdaptiveMaxPool2d));
        Expect.DoesNotCall(typeof(E16_1_MaxPool), typeof(Tensor), nameof(Tensor.Backward));
    }

    [Graded]
    public void The_largest_of_each_window_stays()
    {
        var (y, _) = E16_1_MaxPool.Forward(Tensor.Of([1, 5, 2, 0, 3, 4, 9, 8, -7, -2, -6, -8, -5, -4, -3, -9], [1, 1, 4, 4]), 2);
        Tensors.ExpectNear(
            [1, 1, 2, 2],
            [5, 9, -2, -3],
            y,
            "The windows of 2 x 2 of 1 5 2 0 / 3 4 9 8 / -7 -2 -6 -8 / -5 -4 -3 -9: the largest",
            1e-6,
            ([5, 9, 0, 0], "Below zero there are numbers too: the search cannot begin with 0."),
            ([3.25, 4.75, -4.5, -6.5], "That is the mean."),
            ([1, 0, -7, -9], "That is the smallest."),
            ([5, 9, 4, 9], "The windows overlap. They lie side by side."),
            ([5, 9, 1, 1], "A window whose numbers are all small kept the first number of x. Each search begins in its own window."));
    }

    [Graded]
    public void Each_result_knows_where_it_came_from()
    {
        Tensor x = Tensor.Of([1, 5, 3, 4, 2, 0, 9, 8, 7, 7, 7, 7, 6, 1, 2, 3], [1, 2, 2, 4]);
        var (_, places) = E16_1_MaxPool.Forward(x, 2);
        Expect.Near(
            [1, 6, 8, 10],
            Array.ConvertAll(places, place => (double)place),
            "Two channels of 2 x 4, 1 5 3 4 / 2 0 9 8 and 7 7 7 7 / 6 1 2 3: the places",
            0,
            ([1, 2, 0, 0], "Those are places within the window. In x.ToArray() it is another."),
            ([1, 6, 0, 2], "Those are places within the channel. Where does the channel begin in x.ToArray()?"),
            ([1, 6, 9, 11], "Where several are largest, the first of them counts."));
    }

    [Graded]
    public void What_is_left_over_at_the_edge_belongs_to_no_window()
    {
        var rng = Draw.Rng();
        foreach (var (shape, size) in ((Shape, int)[])[([2, 3, 6, 4], 2), ([1, 2, 7, 5], 2), ([2, 1, 8, 7], 3)])
        {
            var x = Tensors.Draw(rng, shape);
            var (y, places) = Expect.Answer(() => E16_1_MaxPool.Forward(x, size), $"Maps {shape}, windows of {size}");
            var (right, rightPlaces) = Right(x, size);
            Shape smaller = [shape[0], shape[1], shape[2] / size, shape[3] / size];
            Tensors.ExpectNear(smaller, right, y, $"Maps {shape}, windows of {size}: the largest", 1e-6);
            Expect.Near(rightPlaces, Array.ConvertAll(places, place => (double)place), $"Maps {shape}, windows of {size}: the places", 0);
        }
    }

    [Graded]
    public void The_gradient_goes_to_the_largest_alone()
    {
        var dx = E16_1_MaxPool.Backward(Tensor.Of([10, 20], [1, 1, 1, 2]), [1, 6], [1, 1, 2, 4]);
        Tensors.ExpectNear(
            [1, 1, 2, 4],
            [0, 10, 0, 0, 0, 0, 20, 0],
            dx,
            "dy = 10 20 of places 1 and 6 in 2 x 4: dx",
            1e-6,
            ([10, 10, 20, 20, 10, 10, 20, 20], "Only the largest moved the result: the others get 0."),
            ([2.5, 2.5, 5, 5, 2.5, 2.5, 5, 5], "That is the way back of the mean."),
            ([0, 1, 0, 0, 0, 0, 1, 0], "The place is right. What came from above is missing."),
            ([10, 20, 0, 0, 0, 0, 0, 0], "The gradients stand where the results stand in y. Where in x did each result come from?"));
        var rng = Draw.Rng();
        var (maps, dy) = (Tensors.Draw(rng, [2, 2, 4, 6]), Tensors.Draw(rng, [2, 2, 2, 3]));
        var (_, places) = Right(maps, 2);
        var expected = new double[maps.Count];
        foreach (var (place, gradient) in places.Zip(dy.Doubles()))
        {
            expected[(int)place] = gradient;
        }

        var came = E16_1_MaxPool.Backward(dy, Array.ConvertAll(places, place => (int)place), maps.Shape);
        Tensors.ExpectNear(maps.Shape, expected, came, "Two pictures of two channels: dx", 1e-6);
    }

    // By sorting: the pixels of each window, largest first, then by place.
    private static (double[] Largest, double[] Places) Right(Tensor x, int size)
    {
        var (numbers, height, width) = (x.Doubles(), x.Shape[2], x.Shape[3]);
        var best = Enumerable.Range(0, numbers.Length)
            .Select(at => (At: at, Plane: at / (height * width), I: at / width % height / size, J: at % width / size))
            .Where(pixel => pixel.I < height / size && pixel.J < width / size)
            .GroupBy(pixel => (pixel.Plane, pixel.I, pixel.J))
            .OrderBy(window => window.Key)
            .Select(window => window.OrderByDescending(pixel => numbers[pixel.At]).ThenBy(pixel => pixel.At).First().At)
            .ToArray();
        return (Array.ConvertAll(best, at => numbers[at]), Array.ConvertAll(best, at => (double)at));
    }
}
