#region Exercise 15.1: how far one result sees
var (field, step) = (1, 1);
foreach (var (kernel, stride) in layers)
{
    step *= stride;
    field += (kernel - 1) * step;
}

return field;
#endregion
