for (var i = 0; i < parameters.Length; i++)
{
    var g = gradients[i];
    mean[i] = beta1 * mean[i] + (1 - beta1) * g;
    square[i] = beta2 * square[i] + (1 - beta2) * g * g;
    var m = mean[i] / (1 - Math.Pow(beta1, step));
    var v = square[i] / (1 - Math.Pow(beta2, step));
    parameters[i] = (1 - decay) * parameters[i] - learningRate * m / (Math.Sqrt(v) + epsilon);
}
