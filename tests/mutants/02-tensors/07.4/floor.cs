#region Exercise 07.4: the first n whose intensity is not left of the ridge
return (int)(6 * peak / bandwidth);
#endregion
