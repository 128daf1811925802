#region Exercise M05: no step for the filters
foreach (var weights in network.SelectMany(block => block.Parameters))
{
    weights.IsFrozen = true;
}
#endregion
