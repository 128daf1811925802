#region Exercise M05: the gradient of W, and that of x, by 15.4
if (inputs == 1)
{
    return dy;
}

(var dx, W.Grad, _) = E15_4_ConvolveBackward.Of(dy, _x, W.Value, 1, padding);
return dx;
#endregion
