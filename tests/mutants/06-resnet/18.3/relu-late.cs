#region Exercise 18.3: back through relu, then along both ways, and their sum
return (branch(dy) + (projection is null ? dy : projection(dy))) * y.Greater(0);
#endregion
