#region Exercise 18.1: the branch, the shortcut, their sum, and relu where it belongs
return (first(second(x).Relu()) + (projection is null ? x : projection(x))).Relu();
#endregion
