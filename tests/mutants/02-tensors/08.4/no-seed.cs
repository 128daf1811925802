var order = Order(output);
foreach (var node in order)
{
    if (node.Inputs.Length > 0)
    {
        node.Grad = null;
    }
}

for (var i = order.Count - 1; i >= 0; i--)
{
    var node = order[i];
    if (node.Inputs.Length == 0 || node.Grad is null)
    {
        continue;
    }

    var gradients = node.Slopes(node.Grad);
    for (var k = 0; k < gradients.Length; k++)
    {
        node.Inputs[k].Grad = Plus(node.Inputs[k].Grad, gradients[k]);
    }
}
