#region Exercise 13.1: normalise by the batch and keep the diary, or normalise by the diary
return Functional.BatchNorm(x, runningMean, runningVar, gamma, beta, training, momentum, eps);
#endregion
