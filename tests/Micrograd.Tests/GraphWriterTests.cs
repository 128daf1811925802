using Micrograd;
using Xunit;

namespace CourseKit.Tests.Micrograd;

public sealed class GraphWriterTests
{
    [Fact]
    public void Mermaid_draws_each_node_once_and_each_use_as_an_arrow()
    {
        var a = new Value(3);
        var c = a + a;
        c.Backward();
        Assert.Equal(
            """
            graph LR
              n0["a<br/>3<br/>grad 2"]
              n1(["c = +<br/>6<br/>grad 1"])
              n0 --> n1
              n0 --> n1

            """,
            GraphWriter.Mermaid(c, ("a", a), ("c", c)),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Dot_is_a_digraph()
    {
        var text = GraphWriter.Dot(new Value(2) * 3);
        Assert.StartsWith("digraph {", text, StringComparison.Ordinal);
        Assert.Contains("n0 -> n1;", text, StringComparison.Ordinal);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_too_large_to_draw_is_refused_with_its_size()
    {
        var x = new Value(1);
        var y = x;
        for (var i = 0; i < GraphWriter.MaxNodes; i++)
        {
            y += x;
        }

        var error = Assert.Throws<ArgumentException>(() => GraphWriter.Mermaid(y));
        Assert.Contains("501 nodes", error.Message, StringComparison.Ordinal);
    }
}
