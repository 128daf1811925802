#region Exercise 15.1: how far one result sees
return layers.Sum(layer => layer.Kernel);
#endregion
