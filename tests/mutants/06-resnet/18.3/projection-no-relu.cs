#region Exercise 18.3: back through relu, then along both ways, and their sum
var g = dy * y.Greater(0);
return branch(g) + (projection is null ? g : projection(dy));
#endregion
