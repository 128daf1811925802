#region Exercise 15.1: how many places there are for the window
// The room left beside the first window, in whole steps, and the first place itself.
return (size - kernel) / stride + 1;
#endregion
