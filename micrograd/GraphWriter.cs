using System.Globalization;
using System.Text;

namespace Micrograd;

/// <summary>Writes a graph as text that Mermaid (GitHub, notebooks, the site) or Graphviz draws.</summary>
public static class GraphWriter
{
    /// <summary>The largest graph that is still a picture.</summary>
    public const int MaxNodes = 500;

    /// <summary>The graph behind <paramref name="output"/> as a Mermaid flowchart, inputs to the left.</summary>
    /// <param name="output">The node that depends on all the others.</param>
    /// <param name="names">Names to show, for example ("a", a).</param>
    public static string Mermaid(Value output, params (string Name, Value Node)[] names) => Write(
        output,
        names,
        "graph LR\n",
        (id, label, isLeaf) => isLeaf ? $"  n{id}[\"{label}\"]\n" : $"  n{id}([\"{label}\"])\n",
        (from, to) => $"  n{from} --> n{to}\n",
        "<br/>",
        "");

    /// <summary>The graph behind <paramref name="output"/> in Graphviz's DOT language.</summary>
    /// <inheritdoc cref="Mermaid" path="/param"/>
    public static string Dot(Value output, params (string Name, Value Node)[] names) => Write(
        output,
        names,
        "digraph {\n  rankdir=LR;\n",
        (id, label, isLeaf) => $"  n{id} [shape={(isLeaf ? "box" : "ellipse")}, label=\"{label}\"];\n",
        (from, to) => $"  n{from} -> n{to};\n",
        "\\n",
        "}\n");

    private static string Write(
        Value output,
        (string Name, Value Node)[] names,
        string head,
        Func<int, string, bool, string> node,
        Func<int, int, string> edge,
        string newLine,
        string tail)
    {
        var order = TopologicalOrder.Of(output);
        if (order.Count > MaxNodes)
        {
            throw new ArgumentException(
                $"The graph has {order.Count} nodes; a drawing of more than {MaxNodes} shows nothing. Draw a part.",
                nameof(output));
        }

        var ids = order.Select((value, id) => (value, id)).ToDictionary(pair => pair.value, pair => pair.id);
        var named = names.ToDictionary(pair => pair.Node, pair => pair.Name);
        var text = new StringBuilder(head);
        foreach (var (value, id) in ids)
        {
            string[] title = [named.GetValueOrDefault(value, ""), value.Op];
            var lines = string.Create(
                CultureInfo.InvariantCulture, $"{value.Data:G5}{newLine}grad {value.Grad:G5}");
            var heading = string.Join(" = ", title.Where(part => part.Length > 0));
            text.Append(node(id, heading.Length > 0 ? heading + newLine + lines : lines, value.InputCount == 0));
            for (var i = 0; i < value.InputCount; i++)
            {
                text.Append(edge(ids[value.Input(i)], id));
            }
        }

        return text.Append(tail).ToString();
    }
}
