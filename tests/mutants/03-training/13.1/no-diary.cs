#region Exercise 13.1: normalise by the batch and keep the diary, or normalise by the diary
var (mean, variance) = training ? (x.Mean([0]), x.Var([0], correction: 0)) : (runningMean, runningVar);
if (training)
{
    runningMean = runningMean * (1 - momentum) + mean * momentum;
    runningVar = runningVar * (1 - momentum) + x.Var([0], correction: 1) * momentum;
}

return (x - mean) / (variance + eps).Sqrt() * gamma + beta;
#endregion
