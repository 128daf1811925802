#region Exercise 15.1: how many places there are for the window
return (size + 2 * padding - kernel + 1) / stride;
#endregion
