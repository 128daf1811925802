using System.Globalization;
using Xunit;

namespace MiniTensor.Tests;

public sealed class TensorPrinterTests
{
    [Fact]
    public void A_number_a_vector_and_a_matrix()
    {
        Assert.Equal("3.", Tensor.Scalar(3).ToString());
        Assert.Equal("[0., 1., 2.]", Tensor.Arange(3).ToString());
        Assert.Equal(
            """
            [[  1.00,  -2.50],
             [100.00,   0.25]]
            """,
            Tensor.Of(new[,] { { 1, -2.5f }, { 100, 0.25f } }).ToString(),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Blocks_stand_apart_by_an_empty_line_for_each_axis()
    {
        Assert.Equal(
            """
            [[[0., 1.],
              [2., 3.]],

             [[4., 5.],
              [6., 7.]]]
            """,
            Tensor.Arange(8).Reshape([2, 2, 2]).ToString(),
            ignoreLineEndingDifferences: true);
        Assert.Contains("]]],\n\n\n [[[", Tensor.Arange(16).Reshape([2, 2, 2, 2]).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Four_digits_behind_the_point_at_most()
    {
        Assert.Equal("[0.3333, 2.0000]", Tensor.Of([1 / 3f, 2]).ToString());
        Assert.Equal("[0.1, 0.2]", Tensor.Of([0.1f, 0.2f]).ToString());
    }

    [Fact]
    public void Powers_of_ten_where_sizes_differ_too_much()
    {
        Assert.Equal("[1.0000e-05, 1.0000e+00]", Tensor.Of([1e-5f, 1]).ToString());
        Assert.Equal("[1.2346e+10]", Tensor.Of([12345678900]).ToString());
        Assert.Equal("[      1., 1000000.]", Tensor.Of([1, 1_000_000]).ToString());
    }

    [Fact]
    public void What_is_no_number_is_named()
    {
        Assert.Equal("[ nan,  inf, -inf,  0.5]", Tensor.Of([float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0.5f]).ToString());
        Assert.Equal("[] with shape (0, 3)", Tensor.Zeros([0, 3]).ToString());
    }

    [Fact]
    public void Long_axes_are_shortened()
    {
        Assert.Equal("[   0.,    1.,    2., ..., 1998., 1999., 2000.]", Tensor.Arange(2001).ToString());
        Assert.Equal(
            """
            [[   0.,    1.],
             [   2.,    3.],
             [   4.,    5.],
             ...,
             [1994., 1995.],
             [1996., 1997.],
             [1998., 1999.]]
            """,
            Tensor.Arange(2000).Reshape([1000, 2]).ToString(),
            ignoreLineEndingDifferences: true);
        Assert.DoesNotContain("...", Tensor.Arange(1000).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Views_print_what_they_show_and_printing_records_nothing()
    {
        var x = Tensor.Arange(6).Reshape([2, 3]);
        x.RequiresGrad = true;
        Assert.Equal("[[0., 3.],\n [1., 4.],\n [2., 5.]]", x.T.ToString());
        Assert.Equal("[1., 4.]", x[.., 1].ToString());
    }

    [Fact]
    public void The_language_of_the_system_does_not_matter()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var withComma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            withComma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = withComma;
            Assert.Equal("[0.5, 1.5]", Tensor.Of([0.5f, 1.5f]).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
