#region Exercise 15.1: how many places there are for the window
return (size + stride - 1) / stride;
#endregion
