List<Value> order = [];
HashSet<Value> seen = [output];
Stack<(Value Node, int Next)> path = [];
path.Push((output, 0));
while (path.Count > 0)
{
    var top = path.Peek();
    if (top.Next == top.Node.InputCount)
    {
        order.Add(path.Pop().Node);
        continue;
    }

    var input = top.Node.Input(top.Next);
    top.Next++;
    if (seen.Add(input))
    {
        path.Push((input, 0));
    }
}

return order;
