using System.Globalization;
using System.Text;

namespace MiniTensor.Nn;

/// <summary>A table of a model: each module's name, type, the shape of what it gave out, and the parameters of its own.</summary>
/// <param name="Rows">One for each module, in the order of its names.</param>
public sealed record ModuleSummary(IReadOnlyList<ModuleSummaryRow> Rows)
{
    /// <summary>How many numbers the model has as parameters.</summary>
    public long Parameters { get; init; }

    /// <summary>How many of them are trained: all that are not frozen.</summary>
    public long Trained { get; init; }

    /// <summary>Calls the model once, in evaluation mode and without gradients, and notes what each module gives out.</summary>
    /// <param name="model">Which model.</param>
    /// <param name="call">Calls it with an input of the shape in question.</param>
    public static ModuleSummary Of(Module model, Action call)
    {
        var shapes = new Dictionary<Module, Shape>();
        var modules = model.NamedModules().ToList();
        var learning = modules.Where(part => part.Module.IsTraining).ToList();
        var hooks = modules.Select(part => part.Module.RegisterForwardHook((module, result) => shapes[module] = result.Shape)).ToList();
        try
        {
            using var mode = GradMode.NoGrad();
            using var scope = new TensorScope();
            model.Eval();
            call();
        }
        finally
        {
            hooks.ForEach(hook => hook.Dispose());
            learning.ForEach(part => part.Module.SetTrainingHere(true));
        }

        return new ModuleSummary([.. modules.Select(part => Row(part.Name, part.Module, shapes))])
        {
            Parameters = model.Parameters().Sum(parameter => (long)parameter.Count),
            Trained = model.Parameters().Where(parameter => parameter.RequiresGrad).Sum(parameter => (long)parameter.Count),
        };
    }

    /// <summary>The table as text.</summary>
    public override string ToString()
    {
        var cells = Rows.Select(row => new[] { row.Name, row.Type, row.Output?.ToString() ?? "-", Text(row.Parameters) })
            .Prepend(["Name", "Type", "Output", "Parameters"]).ToList();
        var widths = Enumerable.Range(0, 4).Select(column => cells.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in cells)
        {
            text.Append($"{row[0].PadRight(widths[0])}  {row[1].PadRight(widths[1])}  {row[2].PadRight(widths[2])}  {row[3].PadLeft(widths[3])}\n");
        }

        return text.Append($"{Text(Parameters)} parameters, {Text(Trained)} of them trained").ToString();
    }

    private static ModuleSummaryRow Row(string name, Module module, Dictionary<Module, Shape> shapes) => new(
        name,
        module.GetType().Name,
        shapes.TryGetValue(module, out var shape) ? shape : default(Shape?),
        module.OwnParameters.Sum(parameter => (long)parameter.Tensor.Count));

    private static string Text(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}

/// <summary>One module of a <see cref="ModuleSummary"/>.</summary>
/// <param name="Name">Dotted; empty for the model itself.</param>
/// <param name="Type">The name of its class.</param>
/// <param name="Output">The shape of what it gave out last; null where it was not called.</param>
/// <param name="Parameters">Numbers in the parameters that are its own, without those of the modules within it.</param>
public sealed record ModuleSummaryRow(string Name, string Type, Shape? Output, long Parameters);
