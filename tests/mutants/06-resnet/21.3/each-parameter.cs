#region Exercise 21.3: from the last layer down, each trained layer a group
List<ParameterGroup> groups = [];
for (var i = network.Count - 1; i >= 0; i--)
{
    foreach (var parameter in network[i].Parameters().Where(parameter => parameter.RequiresGrad))
    {
        groups.Insert(0, new ParameterGroup([parameter], rate * Math.Pow(factor, network.Count - 1 - i)));
    }
}

return [.. groups];
#endregion
