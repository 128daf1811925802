#region Exercise 16.3: the length of the way over the length at the start
return Math.Abs(after.Norm().Item() - before.Norm().Item()) / before.Norm().Item();
#endregion
