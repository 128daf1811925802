#region Exercise 21.3: from the last layer down, each trained layer a group
List<ParameterGroup> groups = [];
for (var i = 0; i < network.Count; i++)
{
    Tensor[] trained = [.. network[i].Parameters().Where(parameter => parameter.RequiresGrad)];
    if (trained.Length > 0)
    {
        groups.Add(new ParameterGroup(trained, rate * Math.Pow(factor, groups.Count)));
    }
}

return [.. groups];
#endregion
