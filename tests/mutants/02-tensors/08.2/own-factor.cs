#region Exercise 08.2: slope times gradient, then back to the factor's own shape
return (SumTo(dy * a, a.Shape), SumTo(dy * b, b.Shape));
#endregion
