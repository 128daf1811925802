#region Exercise 08.3: let the gradient through where relu let the number through
return dy * x * x.Greater(0);
#endregion
