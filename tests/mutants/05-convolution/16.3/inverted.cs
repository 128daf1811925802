#region Exercise 16.3: the length of the way over the length at the start
return before.Norm().Item() / (after - before).Norm().Item();
#endregion
