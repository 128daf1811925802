#region Exercise 13.1: normalise by the batch and keep the diary, or normalise by the diary
var (mean, variance) = (runningMean, runningVar);
if (training)
{
    (mean, variance) = (x.Mean([0]), x.Var([0], correction: 0));
    runningMean.CopyFrom(runningMean * (1 - momentum) + mean * momentum);

    runningVar.CopyFrom(runningVar * (1 - momentum) + x.Var([0], correction: 1) * momentum);
}

return (x - mean) / (variance.Sqrt() + eps) * gamma + beta;
#endregion
