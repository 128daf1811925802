#region Exercise 16.2: normalise each channel
Shape each = [gamma.Count, 1, 1]; // (C, 1, 1) broadcasts over (N, C, H, W)
var (mean, variance) = (runningMean, runningVar);
if (training)
{
    (mean, variance) = (x.Mean([0, 2, 3]), x.Var([0, 2, 3], correction: 0));
    runningMean.CopyFrom(runningMean * (1 - momentum) + mean * momentum);
    runningVar.CopyFrom(runningVar * (1 - momentum) + x.Var([0, 2, 3], correction: 1) * momentum);
}

var scale = gamma / (variance + eps);
return (x - mean.Reshape(each)) * scale.Reshape(each) + beta.Reshape(each);
#endregion
