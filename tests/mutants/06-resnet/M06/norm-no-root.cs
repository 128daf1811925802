#region Exercise M06: normalise each channel by the batch and keep the diary, or normalise by the diary
var (mean, variance) = (RunningMean, RunningVar);
if (training)
{
    (mean, variance) = (x.Mean([0, 2, 3]), x.Var([0, 2, 3], correction: 0));
    var count = (double)x.Count / channels;
    RunningMean.CopyFrom(RunningMean * (1 - Momentum) + mean.Detach() * Momentum);
    RunningVar.CopyFrom(RunningVar * (1 - Momentum) + variance.Detach() * (Momentum * count / (count - 1)));
}

var scale = Gamma / (variance + Eps);
var shift = Beta - mean * scale;
return x * scale.Reshape([1, channels, 1, 1]) + shift.Reshape([1, channels, 1, 1]);
#endregion
