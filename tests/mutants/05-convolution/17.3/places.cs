#region Exercise 17.3: the k nearest of each row, and the class that most of them have
return distances.ArgMin(1);
#endregion
