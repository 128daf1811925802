List<Value> order = [];
HashSet<Value> seen = [output];
Queue<Value> open = new([output]);
while (open.TryDequeue(out var node))
{
    order.Add(node);
    for (var i = 0; i < node.InputCount; i++)
    {
        if (seen.Add(node.Input(i)))
        {
            open.Enqueue(node.Input(i));
        }
    }
}

order.Reverse();
return order;
