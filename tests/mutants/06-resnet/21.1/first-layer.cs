#region Exercise 21.1: no gradients for the body's parameters
foreach (var parameter in body.Parameters().Take(2))
{
    parameter.RequiresGrad = false;
    parameter.ZeroGrad();
}
#endregion
