#region Exercise 07.4: the lower of the two limits
return bandwidth * intensity;
#endregion
