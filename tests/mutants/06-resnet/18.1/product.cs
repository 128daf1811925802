#region Exercise 18.1: the branch, the shortcut, their sum, and relu where it belongs
var branch = second(first(x).Relu());
var shortcut = projection is null ? x : projection(x);

// The last relu comes after the addition: before it, the branch could only ever add.
return (branch * shortcut).Relu();
#endregion
