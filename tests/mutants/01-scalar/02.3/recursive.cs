List<Value> order = [];
HashSet<Value> seen = [];
void Visit(Value node)
{
    if (!seen.Add(node))
    {
        return;
    }

    for (var i = 0; i < node.InputCount; i++)
    {
        Visit(node.Input(i));
    }

    order.Add(node);
}

Visit(output);
return order;
