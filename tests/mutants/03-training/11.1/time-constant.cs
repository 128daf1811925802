#region Exercise 11.1: solve momentum^h = 1/2 for h
return 1 / (1 - momentum);
#endregion
