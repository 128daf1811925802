#region Exercise 18.3: back through relu, then along both ways, and their sum
return branch(dy * y.Greater(0)) + (projection is null ? dy : projection(dy));
#endregion
