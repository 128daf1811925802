#region Exercise 21.3: from the last layer down, each trained layer a group
var groups = new List<ParameterGroup>();
for (var i = network.Count - 1; i >= 0; i--)
{
    var trained = network[i].Parameters().Where(p => p.RequiresGrad).ToList();
    if (trained.Count > 0)
    {
        groups.Insert(0, new ParameterGroup(trained, learningRate: rate - groups.Count * factor * rate));
    }
}

return [.. groups];
#endregion
