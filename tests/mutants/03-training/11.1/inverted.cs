#region Exercise 11.1: solve momentum^h = 1/2 for h
return Math.Log(momentum) / Math.Log(0.5);
#endregion
