List<Value> order = [];
Stack<(Value Node, int Next)> path = [];
path.Push((output, 0));
output.Grad = 1;
while (path.TryPop(out var place))
{
    var (node, next) = place;
    if (next == node.InputCount)
    {
        order.Add(node);
        continue;
    }

    path.Push((node, next + 1));
    var input = node.Input(next);
    if (input.Grad == 0)
    {
        input.Grad = 1;
        path.Push((input, 0));
    }
}

return order;
