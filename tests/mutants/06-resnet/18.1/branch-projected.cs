#region Exercise 18.1: the branch, the shortcut, their sum, and relu where it belongs
var branch = second(first(x).Relu());
if (projection is not null && branch.Shape == x.Shape)
{
    return (projection(branch) + x).Relu();
}

return (branch + (projection?.Invoke(x) ?? x)).Relu();
#endregion
