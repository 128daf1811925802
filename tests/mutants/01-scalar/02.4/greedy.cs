foreach (var node in order)
{
    if (node.InputCount > 0)
    {
        node.Grad = 0;
    }
}

void Pass(Value node)
{
    for (var k = 0; k < node.InputCount; k++)
    {
        node.Input(k).Grad += node.Slope(k) * node.Grad;
        Pass(node.Input(k));
    }
}

order[^1].Grad += 1;
Pass(order[^1]);
