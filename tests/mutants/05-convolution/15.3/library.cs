#region Exercise 15.3: copy each number of each window to its place
return Functional.Unfold(x, kernel, stride, padding);
#endregion
