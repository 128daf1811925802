#region Exercise 18.1: the branch, the shortcut, their sum, and relu where it belongs
return (second(first(x).Relu()) + projection!(x)).Relu();
#endregion
