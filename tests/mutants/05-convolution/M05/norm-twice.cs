#region Exercise M05: normalise by 16.2, and keep what the way back needs
_hat = E16_2_ChannelNorm.Of(x, Gamma.Value, Beta.Value, RunningMean, RunningVar, training, eps: Eps);
if (training)
{
    _s = (x.Var([0, 2, 3], correction: 0, keepDim: true) + Eps).Rsqrt();
}

return _hat * Each(Gamma) + Each(Beta);
#endregion
