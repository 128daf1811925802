using System.Numerics;

namespace Exercises.Stage02;

/// <summary>Exercise 07.1. The dot product of two rows of numbers, many numbers at a time.</summary>
/// <remarks>
/// a[0] b[0] + a[1] b[1] + ... + a[n-1] b[n-1]                      (lesson 07, "Eight numbers at once")
/// A Vector of float holds Vector&lt;float&gt;.Count numbers: 8 on most machines, but do not count on it. What you need of it:
/// new Vector&lt;float&gt;(a[i..]) reads that many numbers from a, beginning at a[i]; there must be as many;
/// x * y and x + y work lane by lane, and Vector.FusedMultiplyAdd(x, y, z) is x * y + z in one instruction;
/// Vector.Sum(x) adds up the lanes.
/// n may be anything, also 0, also less than a vector holds.
/// </remarks>
public static class E07_1_Dot
{
    /// <param name="a">n numbers.</param>
    /// <param name="b">n numbers.</param>
    /// <returns>Their dot product.</returns>
    public static float Of(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        #region Exercise 07.1: whole vectors first, then the numbers that are left
        var lanes = Vector<float>.Count;
        var sums = Vector<float>.Zero;
        var i = 0;
        for (; i <= a.Length - lanes; i += lanes)
        {
            sums = Vector.FusedMultiplyAdd(new Vector<float>(a[i..]), new Vector<float>(b[i..]), sums);
        }

        // i stands where the first loop stopped: what is left is shorter than a vector.
        var sum = Vector.Sum(sums);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
        #endregion
    }
}
