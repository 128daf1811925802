#region Exercise 15.1: how far one result sees
var field = 1;
foreach (var (kernel, stride) in layers)
{
    field = (field - 1) * stride + kernel;
}

return field;
#endregion
