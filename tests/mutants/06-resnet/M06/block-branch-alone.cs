#region Exercise M06: the block of 18.1 from First, Second and Projection
return Second.Forward(First.Forward(x, training).Relu(), training).Relu();
#endregion
