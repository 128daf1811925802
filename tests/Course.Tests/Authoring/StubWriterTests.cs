using CourseKit.Course.Authoring;
using CourseKit.Course.Content;
using CourseKit.Tests.Course.Checking;
using Xunit;

namespace CourseKit.Tests.Course.Authoring;

public sealed class StubWriterTests
{
    [Fact]
    public void Region_becomes_a_throw_with_its_own_indentation()
    {
        Assert.Equal(
            """
            namespace Exercises.Stage07;

            public static class E07_1_Double
            {
                /// <returns>Twice x.</returns>
                public static int Of(int x)
                {
                    throw new NotImplementedException("Exercise 07.1: return twice x");
                }
            }

            """,
            StubWriter.Stub(SampleKit.Double));
    }

    [Fact]
    public void Quotes_in_a_title_are_kept() =>
        Assert.Equal(
            "throw new NotImplementedException(\"Exercise 01.1: say \\\"a\\\\b\\\"\");\n",
            StubWriter.Stub("#region Exercise 01.1: say \"a\\b\"\nx;\n#endregion\n"));

    [Theory]
    [InlineData("a\n\n#region Solution only\nx\n#endregion\n\nb\n", "a\n\nb\n")]
    [InlineData("a\n#region Solution only\nx\n#endregion\nb\n", "a\nb\n")]
    [InlineData("{\n    a\n\n    #region Solution only\n    x\n    #endregion\n}\n", "{\n    a\n}\n")]
    [InlineData("#region Solution only\nusing X;\n#endregion\n\nb\n", "b\n")]
    [InlineData("{\n    #region Solution only\n    x\n    #endregion\n\n    a\n}\n", "{\n    a\n}\n")]
    public void What_only_the_solution_has_vanishes_with_the_blank_line_beside_it(string solution, string stub) =>
        Assert.Equal(stub, StubWriter.Stub(solution));

    [Fact]
    public void Other_regions_stay() =>
        Assert.Equal("#region Shapes\na\n#endregion\n", StubWriter.Stub("#region Shapes\r\na\r\n#endregion\r\n"));

    [Theory]
    [InlineData("#region Exercise 01.1: a\nx\n")]
    [InlineData("#region Exercise 01.1: a\n#region Exercise 01.1: b\n#endregion\n#endregion\n")]
    public void Region_without_an_end_is_an_error(string solution) =>
        Assert.Contains("`#region Exercise 01.1: a` has no #endregion", Assert.Throws<CourseException>(() => StubWriter.Stub(solution)).Message, StringComparison.Ordinal);

    [Fact]
    public void Open_parts_are_counted()
    {
        Assert.Equal(1, StubWriter.CountParts(SampleKit.Double));
        Assert.Equal(0, StubWriter.CountOpenParts(SampleKit.Double));
        Assert.Equal(1, StubWriter.CountOpenParts(StubWriter.Stub(SampleKit.Double)));
    }
}
