#region Exercise M02: each step: loss, forget, backward, descend, report
var x = new TensorNode(points);
for (var step = 1; step <= steps; step++)
{
    var loss = Loss(x, labels, p);
    E08_4_Backward.Run(loss);
    var rate = 1 - 0.9 * (step - 1) / (steps - 1);
    foreach (var parameter in p)
    {
        if (parameter.Grad is { } gradient)
        {
            parameter.Value -= gradient * rate;
        }
    }

    report(step, loss.Value.Item());
}
#endregion
