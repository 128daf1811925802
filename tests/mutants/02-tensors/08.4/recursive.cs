var order = new List<TensorNode>();
var seen = new HashSet<TensorNode>();
void Visit(TensorNode node)
{
    if (seen.Add(node))
    {
        foreach (var input in node.Inputs)
        {
            Visit(input);
        }

        order.Add(node);
    }
}

Visit(output);
foreach (var node in order)
{
    if (node.Inputs.Length > 0)
    {
        node.Grad = null;
    }
}

output.Grad = Plus(output.Grad, Tensor.Ones(output.Value.Shape));
for (var i = order.Count - 1; i >= 0; i--)
{
    var gradients = order[i].Inputs.Length == 0 ? [] : order[i].Slopes(order[i].Grad ?? Tensor.Zeros(order[i].Value.Shape));
    for (var k = 0; k < gradients.Length; k++)
    {
        order[i].Inputs[k].Grad = Plus(order[i].Inputs[k].Grad, gradients[k]);
    }
}
