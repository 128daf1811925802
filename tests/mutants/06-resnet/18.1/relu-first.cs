#region Exercise 18.1: the branch, the shortcut, their sum, and relu where it belongs
return (second(first(x.Relu()).Relu()) + (projection is null ? x : projection(x))).Relu();
#endregion
