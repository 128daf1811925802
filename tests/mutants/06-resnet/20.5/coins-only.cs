#region Exercise 20.5: mirrored where the coin and the epoch say so
Tensor[] pictures = [.. coins.Select((coin, i) => coin ? x[i].Flip([2]) : x[i])];
return Functional.Stack(pictures, 0);
#endregion
