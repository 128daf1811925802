#region Exercise 02.2: make the node of the relu of a
return a.Relu();
#endregion
