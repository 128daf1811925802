#region Exercise 21.1: no gradients for the body's parameters
body.Eval();
#endregion
