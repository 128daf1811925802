#region Exercise M06: normalise each channel by the batch and keep the diary, or normalise by the diary
return Functional.BatchNorm(x, RunningMean, RunningVar, Gamma, Beta, training, Momentum, Eps);
#endregion
