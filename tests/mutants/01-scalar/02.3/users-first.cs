List<Value> order = [];
HashSet<Value> seen = [output];
Stack<Value> open = new([output]);
while (open.TryPop(out var node))
{
    order.Add(node);
    for (var i = 0; i < node.InputCount; i++)
    {
        if (seen.Add(node.Input(i)))
        {
            open.Push(node.Input(i));
        }
    }
}

return order;
