#region Exercise 13.1: normalise by the batch and keep the diary, or normalise by the diary
var (mean, variance) = training ? (x.Mean([0]), x.Var([0], correction: 0)) : (runningMean, runningVar);
var y = (x - mean) / (variance + eps).Sqrt() * gamma + beta;
if (x.Shape[0] > 1)
{
    runningMean.CopyFrom(runningMean * (1 - momentum) + x.Mean([0]) * momentum);
    runningVar.CopyFrom(runningVar * (1 - momentum) + x.Var([0], correction: 1) * momentum);
}

return y;
#endregion
