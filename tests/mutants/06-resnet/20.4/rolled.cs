#region Exercise 20.4: rows and columns from one further, reflected at the edge
return x.Roll(-d, 2).Roll(-d, 3);
#endregion
