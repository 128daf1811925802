#region Exercise M03: back by 13.2
(var dx, Beta.Grad, Gamma.Grad) = E13_2_BatchNormBackward.Of(dy, _hat, _s, Gamma.Value);
return dx;
#endregion
