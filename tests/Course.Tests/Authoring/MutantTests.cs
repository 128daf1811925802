using CourseKit.Course.Authoring;
using CourseKit.Course.Content;
using Xunit;

namespace CourseKit.Tests.Course.Authoring;

public sealed class MutantTests
{
    private const string Two =
        """
        int A()
        {
            #region Exercise 01.1: a
            return 1;
            #endregion
        }

        #region Solution only
        int Help() => 3;
        #endregion

        int B()
        {
            #region Exercise 01.1: b
            return 2;
            #endregion
        }

        """;

    [Fact]
    public void Only_region_is_replaced_by_all_lines() =>
        Assert.Equal("{\n    var y = 2;\n\n    return y;\n}\n", Mutant.Apply("{\n    #region Exercise 01.1: a\n    return 1;\n    #endregion\n}\n", "var y = 2;\n\nreturn y;\n"));

    [Fact]
    public void Named_region_is_replaced_and_the_others_keep_the_answer() =>
        Assert.Equal(
            "int A()\n{\n    return 1;\n}\n\nint Help() => 3;\n\nint B()\n{\n    return 5;\n}\n",
            Mutant.Apply(Two, "#region Exercise 01.1: b\n    return 5;\n#endregion\n"));

    [Theory]
    [InlineData("return 5;", "The solution has 2 regions")]
    [InlineData("#region Exercise 01.1: c\nreturn 5;\n#endregion", "`#region Exercise 01.1: c` is not a region of the solution")]
    [InlineData("return 4;\n#region Exercise 01.1: b\nreturn 5;\n#endregion", "lines outside its regions")]
    public void Mutant_that_does_not_fit_is_an_error(string mutant, string says) =>
        Assert.Contains(says, Assert.Throws<CourseException>(() => Mutant.Apply(Two, mutant)).Message, StringComparison.Ordinal);
}
