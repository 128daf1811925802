#region Exercise 16.3: no gradients for filters
foreach (var (_, module) in model.NamedModules())
{
    if (module is Conv2d convolution)
    {
        convolution.Freeze();
    }
}

return [.. model.Parameters().Where(parameter => !parameter.RequiresGrad)];
#endregion
