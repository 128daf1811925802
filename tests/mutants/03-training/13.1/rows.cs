#region Exercise 13.1: normalise by the batch and keep the diary, or normalise by the diary
var (mean, variance) = (runningMean, runningVar);
if (training)
{
    (mean, variance) = (x.Mean([1], keepDim: true), x.Var([1], correction: 0, keepDim: true));
    runningMean.CopyFrom(runningMean * (1 - momentum) + x.Mean([0]) * momentum);

    runningVar.CopyFrom(runningVar * (1 - momentum) + x.Var([0], correction: 1) * momentum);
}

return (x - mean) / (variance + eps).Sqrt() * gamma + beta;
#endregion
