List<Value> order = [];
void Visit(Value node)
{
    for (var i = 0; i < node.InputCount; i++)
    {
        Visit(node.Input(i));
    }

    order.Add(node);
}

Visit(output);
return order;
