foreach (var node in order)
{
    if (node.InputCount > 0)
    {
        node.Grad = 0;
    }
}

order[^1].Grad += 1;
for (var i = order.Count - 1; i >= 0; i--)
{
    var node = order[i];
    for (var k = 0; k < node.InputCount; k++)
    {
        node.Input(k).Grad += node.Slope(k);
    }
}
