#region Exercise 15.1: how far one result sees
return layers.Aggregate(1, (field, layer) => field * layer.Kernel);
#endregion
