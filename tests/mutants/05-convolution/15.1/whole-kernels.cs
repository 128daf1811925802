#region Exercise 15.1: how far one result sees
var (field, step) = (1, 1);
foreach (var (kernel, stride) in layers)
{
    field += kernel * step;
    step *= stride; // only the layers behind this one feel its stride
}

return field;
#endregion
