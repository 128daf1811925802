#region Exercise 16.2: normalise each channel
return Functional.BatchNorm(x, runningMean, runningVar, gamma, beta, training, momentum, eps);
#endregion
