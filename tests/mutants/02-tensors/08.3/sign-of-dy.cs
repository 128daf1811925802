#region Exercise 08.3: let the gradient through where relu let the number through
return dy * dy.Greater(0);
#endregion
