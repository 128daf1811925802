#region Exercise 13.1: normalise by the batch and keep the diary, or normalise by the diary
if (training)
{
    runningMean.CopyFrom(runningMean * (1 - momentum) + x.Mean([0]) * momentum);
    runningVar.CopyFrom(runningVar * (1 - momentum) + x.Var([0], correction: 1) * momentum);
}

return (x - runningMean) / (runningVar + eps).Sqrt() * gamma + beta;
#endregion
