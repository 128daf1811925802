// Looks through the whole list to find out whether a node is in it.
List<Value> order = [];
Stack<Value> open = new([output]);
while (open.TryPeek(out var node))
{
    var inputs = Enumerable.Range(0, node.InputCount).Select(node.Input).Where(input => !order.Contains(input)).ToList();
    if (inputs.Count > 0)
    {
        open.Push(inputs[0]);
        continue;
    }

    open.Pop();
    if (!order.Contains(node))
    {
        order.Add(node);
    }
}

return order;
