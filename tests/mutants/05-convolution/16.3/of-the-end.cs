#region Exercise 16.3: the length of the way over the length at the start
return (after - before).Norm().Item() / after.Norm().Item();
#endregion
