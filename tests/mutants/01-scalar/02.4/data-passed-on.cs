// All are cleared before any is filled: what a node kept from an earlier call would be passed on again.
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
    // All users of this node stand after it and have paid in, so its gradient is complete.
    var node = order[i];
    for (var k = 0; k < node.InputCount; k++)
    {
        node.Input(k).Grad += node.Slope(k) * node.Data;
    }
}
