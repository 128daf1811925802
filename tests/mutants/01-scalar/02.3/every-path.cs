// Lists a node once, but walks through it again each time it is met.
List<Value> order = [];
HashSet<Value> listed = [];
void Visit(Value node)
{
    for (var i = 0; i < node.InputCount; i++)
    {
        Visit(node.Input(i));
    }

    if (listed.Add(node))
    {
        order.Add(node);
    }
}

Visit(output);
return order;
