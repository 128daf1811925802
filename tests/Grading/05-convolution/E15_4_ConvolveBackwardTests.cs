using Exercises.Stage05;
using MiniTensor;

namespace CourseKit.Grading.Stage05;

[GradedTests("15.4")]
public sealed class E15_4_ConvolveBackwardTests
{
    public E15_4_ConvolveBackwardTests()
    {
        string[] ready = [nameof(Functional.Fold), nameof(Functional.Conv2d), nameof(Functional.ConvTranspose2d)];
        Expect.DoesNotCall(typeof(E15_4_ConvolveBackward), typeof(Functional), ready);
        Expect.DoesNotCall(typeof(E15_4_ConvolveBackward), typeof(Tensor), nameof(Tensor.Backward));
    }

    [Graded]
    public void A_pixel_collects_from_every_window_it_stood_in()
    {
        Tensors.ExpectNear(
            [1, 1, 3, 3],
            [1, 7, 6, 12, 34, 22, 11, 27, 16],
            E15_4_ConvolveBackward.Fold(Tensor.Of([.. Enumerable.Range(1, 16).Select(i => (float)i)], [1, 4, 4]), [1, 1, 3, 3], 2, 1, 0),
            "The rows 1 2 3 4 / 5 6 7 8 / 9 10 11 12 / 13 14 15 16 of columns, back in 3 x 3",
            1e-6,
            ([1, 5, 6, 9, 13, 14, 11, 15, 16], "Each pixel has the number of one window. It stood in several: add."),
            ([1, 3.5, 6, 6, 8.5, 11, 11, 13.5, 16], "That is the mean over the windows. Slopes of several uses are added."));
    }

    [Graded]
    public void What_belongs_to_the_frame_is_left_out()
    {
        var rng = Draw.Rng();
        Shape shape = [2, 3, 5, 4];
        foreach (var (kernel, stride, padding) in ((int, int, int)[])[(3, 1, 1), (3, 2, 1), (2, 2, 0), (5, 2, 2)])
        {
            var x = Tensors.Draw(rng, shape);
            var columns = Tensors.Draw(rng, Functional.Unfold(x, kernel, stride, padding).Shape);
            // Back is the mirror of forward: sum of columns * Unfold(x) = sum of Fold(columns) * x, for every x.
            double[] right = [.. Enumerable.Range(0, shape.Elements).Select(pixel =>
            {
                var numbers = new float[shape.Elements];
                numbers[pixel] = 1;
                var unfolded = Functional.Unfold(Tensor.Of(numbers, shape), kernel, stride, padding).Doubles();
                return unfolded.Zip(columns.Doubles(), (a, b) => a * b).Sum();
            })];
            Tensors.ExpectNear(
                shape,
                right,
                Expect.Answer(
                    () => E15_4_ConvolveBackward.Fold(columns, shape, kernel, stride, padding),
                    $"Kernel {kernel}, stride {stride}, padding {padding}"),
                $"Fold with kernel {kernel}, stride {stride}, padding {padding}",
                1e-4);
        }
    }

    [Graded]
    public void Filters_and_biases_collect_from_all_pictures_and_places()
    {
        var (x, weight, bias, dy, stride, padding) = Case();
        var (_, dweight, dbias) = E15_4_ConvolveBackward.Of(dy, x, weight, stride, padding);
        double[] FilterSlopes(double[] part) =>
            Tensors.Slopes(w => Loss(x.Doubles(), x.Shape, w, weight.Shape, bias.Doubles(), part, stride, padding), weight.Doubles());
        double BiasLoss(double[] b) => Loss(x.Doubles(), x.Shape, weight.Doubles(), weight.Shape, b, dy.Doubles(), stride, padding);
        var (rightWeight, rightBias) = (FilterSlopes(dy.Doubles()), Tensors.Slopes(BiasLoss, bias.Doubles()));
        var half = dy.Count / 2;
        Shape eachPicture = [2, bias.Count];
        Expect.True(
            dbias is null || dbias.Shape != eachPicture,
            "The gradient of the biases has a row for each picture. Both pictures used the same biases: sum over the pictures too.");
        Tensors.ExpectNear(
            weight.Shape,
            rightWeight,
            dweight,
            "Two pictures: the gradient of the filters",
            1e-3,
            (
                [.. rightWeight.Select(v => v / 2)],
                "That is the mean over the pictures. Every picture used the same filters: their slopes are added."),
            (FilterSlopes([.. dy.Doubles().Select((v, i) => i < half ? v : 0)]), "Only the first picture was counted."));
        var places = dy.Shape[2] * dy.Shape[3];
        Tensors.ExpectNear(
            [bias.Count],
            rightBias,
            dbias,
            "Two pictures: the gradient of the biases",
            1e-3,
            ([.. rightBias.Select(v => v / (2 * places))], "That is the mean. A bias was added at every place of every picture: sum."),
            ([.. rightBias.Select(v => v / 2)], "That is the mean over the pictures: sum."));
    }

    [Graded]
    public void Pictures_get_their_gradient_through_the_filters()
    {
        var (x, weight, bias, dy, stride, padding) = Case();
        var (dx, _, _) = E15_4_ConvolveBackward.Of(dy, x, weight, stride, padding);
        double[] Right(double[] w) =>
            Tensors.Slopes(v => Loss(v, x.Shape, w, weight.Shape, bias.Doubles(), dy.Doubles(), stride, padding), x.Doubles());
        var (filters, table) = (weight.Doubles(), weight.Shape[2] * weight.Shape[3]);
        double[] turned = [.. filters.Select((_, i) => filters[i / table * table + table - 1 - i % table])];
        var (outputs, rest) = (weight.Shape[0], filters.Length / weight.Shape[0]);
        double[] reshaped = [.. filters.Select((_, i) => filters[i % rest * outputs + i / rest])]; // as Reshape([-1, O]) reads them
        Tensors.ExpectNear(
            x.Shape,
            Right(filters),
            dx,
            "Two pictures: the gradient of the pictures",
            1e-3,
            (Right(turned), "The filters were turned round. The product needs WT, and Fold does the rest."),
            (Right(reshaped), "Reshape([-1, O]) is not WT: it leaves the numbers in their order. Take Reshape([O, -1]) and its .T."),
            (new double[x.Count], "Nothing came back. Does dx go through W and through Fold?"));
    }

    private static (Tensor X, Tensor Weight, Tensor Bias, Tensor Dy, int Stride, int Padding) Case()
    {
        var rng = Draw.Rng();
        Shape shape = [2, 2, 5, 4], filters = [3, 2, 3, 3];
        var dy = Tensors.Draw(rng, Convolutions.Result(shape, filters, 2, 1));
        return (Tensors.Draw(rng, shape), Tensors.Draw(rng, filters), Tensors.Draw(rng, [3]), dy, 2, 1);
    }

    // The loss whose gradient in y is dy: the sum of y * dy.
    private static double Loss(
        double[] x, Shape shape, double[] weight, Shape filters, double[] bias, double[] dy, int stride, int padding) =>
        Convolutions.Of(x, shape, weight, filters, bias, stride, padding).Zip(dy, (a, b) => a * b).Sum();
}
