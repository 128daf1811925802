#region Exercise M05: normalise by 16.2, and keep what the way back needs
if (training)
{
    RunningMean.Fill(0);
    RunningVar.Fill(1);
    _s = (x.Var([0, 2, 3], correction: 0, keepDim: true) + Eps).Rsqrt();
}

_hat = E16_2_ChannelNorm.Of(x, Tensor.Ones([channels]), Tensor.Zeros([channels]), RunningMean, RunningVar, training, eps: Eps);
return _hat * Each(Gamma) + Each(Beta);
#endregion
