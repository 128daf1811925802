#region Exercise M03: the gradients of W and (where there is one) of B, and that of x
W.Grad = _x.T.MatMul(dy);
if (B is not null)
{
    B.Grad = dy.Sum([0]);
}

return dy.MatMul(W.Value);
#endregion
