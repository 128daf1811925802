#region Exercise 18.1: the branch, the shortcut, their sum, and relu where it belongs
var hidden = first(x).Relu();
var shortcut = projection is null ? hidden : projection(x);
return (second(hidden) + shortcut).Relu();
#endregion
