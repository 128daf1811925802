#region Exercise M05: back to gamma, to beta and to the maps
(Gamma.Grad, Beta.Grad) = (dy.Sum([0, 2, 3]), (dy * _hat).Sum([0, 2, 3]));
var dhat = dy * Each(Gamma);
return _s * (dhat - dhat.Mean([0, 2, 3], keepDim: true) - _hat * (dhat * _hat).Mean([0, 2, 3], keepDim: true));
#endregion
