// Looks through the whole list to find out whether a node is in it.
List<Value> order = [];
Stack<Value> open = new([output]);
while (open.TryPeek(out var node))
{
    var next = Enumerable.Range(0, node.InputCount).Select(node.Input).FirstOrDefault(input => !order.Contains(input));
    if (next is not null)
    {
        open.Push(next);
        continue;
    }

    open.Pop();
    if (!order.Contains(node))
    {
        order.Add(node);
    }
}

return order;
