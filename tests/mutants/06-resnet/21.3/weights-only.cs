#region Exercise 21.3: from the last layer down, each trained layer a group
List<ParameterGroup> groups = [];
for (var i = network.Count - 1; i >= 0; i--)
{
    Tensor[] trained = [.. network[i].Parameters().Where(parameter => parameter.RequiresGrad && parameter.Rank > 1)];
    if (trained.Length > 0)
    {
        groups.Insert(0, new ParameterGroup(trained, rate * Math.Pow(factor, groups.Count)));
    }
}

return [.. groups];
#endregion
