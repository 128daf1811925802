for (var i = 0; i < parameters.Count; i++)
{
    var g = parameters[i].Grad;
    mean[i] = beta1 * mean[i] + (1 - beta1) * g;
    square[i] = beta2 * square[i] + (1 - beta2) * g * g;
    var mHat = mean[i] / (1 - beta1 * step);
    var vHat = square[i] / (1 - beta2 * step);
    parameters[i].Data -= learningRate * mHat / (Math.Sqrt(vHat) + epsilon);
}
