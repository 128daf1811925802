using MiniTensor;

namespace Exercises.Stage06;

/// <summary>Exercise 20.4. Test-time averaging: one question, six views of the picture.</summary>
/// <remarks>
/// The views are the picture, the picture moved by one pixel up and to the left, and by one down and to the right, each as
/// it is and mirrored left to right. The picture itself and its mirror image count 1/4 each, the four moved views 1/8 each.
/// Moved by d: pixel (row, column) of the view is pixel (row + d, column + d) of the picture, d = 1 or -1; beyond the edge
/// the picture is reflected, the outermost pixel standing where the mirror is: row -1 is row 1, and row height is row height - 2
/// (lesson 20, "Ask six times").
/// x.Flip([3]) mirrors; x.IndexSelect(axis, indices) picks rows (axis 2) or columns (axis 3). Do not use TestTimeAveraging.
/// </remarks>
public static class E20_4_Views
{
    /// <summary>The pictures moved by one pixel along both axes.</summary>
    /// <param name="x">(N, C, H, W).</param>
    /// <param name="d">1 or -1.</param>
    /// <returns>(N, C, H, W).</returns>
    public static Tensor Moved(Tensor x, int d)
    {
        #region Exercise 20.4: rows and columns from one further, reflected at the edge
        int[] Places(int length) =>
            [.. Enumerable.Range(0, length).Select(i => i + d).Select(p => p < 0 ? -p : p >= length ? 2 * (length - 1) - p : p)];
        return x.IndexSelect(2, Places(x.Shape[2])).IndexSelect(3, Places(x.Shape[3]));
        #endregion
    }

    /// <summary>The mean scores over six views.</summary>
    /// <param name="model">Gives scores (N, classes) for pictures (N, C, H, W).</param>
    /// <param name="x">(N, C, H, W).</param>
    /// <returns>(N, classes).</returns>
    public static Tensor Scores(Func<Tensor, Tensor> model, Tensor x)
    {
        #region Exercise 20.4: a half from the picture, a half from where it was moved
        Tensor Both(Tensor view) => (model(view) + model(view.Flip([3]))) / 2;
        return Both(x) / 2 + (Both(Moved(x, 1)) + Both(Moved(x, -1))) / 4;
        #endregion
    }
}
