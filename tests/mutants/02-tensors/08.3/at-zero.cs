#region Exercise 08.3: let the gradient through where relu let the number through
return dy * x.GreaterOrEqual(0);
#endregion
