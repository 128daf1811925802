#region Exercise 15.1: how many places there are for the window
return (int)Math.Ceiling((size + 2.0 * padding - kernel) / stride) + 1;
#endregion
