List<Value> order = [output];
while (order[^1].InputCount > 0)
{
    order.Add(order[^1].Input(0));
}

order.Reverse();
return order;
