foreach (var node in Order(output))
{
    if (node.Inputs.Length > 0)
    {
        node.Grad = null;
    }
}

var open = new Queue<TensorNode>();
output.Grad = Plus(output.Grad, Tensor.Ones(output.Value.Shape));
open.Enqueue(output);
while (open.TryDequeue(out var node))
{
    var gradients = node.Slopes(node.Grad ?? Tensor.Ones(node.Value.Shape));
    for (var k = 0; k < gradients.Length; k++)
    {
        node.Inputs[k].Grad = Plus(node.Inputs[k].Grad, gradients[k]);
        open.Enqueue(node.Inputs[k]);
    }
}
