for (var i = 0; i < parameters.Length; i++)
{
    var g = gradients[i];
    var m = mean[i] = (beta1 * mean[i] + (1 - beta1) * g) / (1 - Math.Pow(beta1, step));
    var v = square[i] = (beta2 * square[i] + (1 - beta2) * g * g) / (1 - Math.Pow(beta2, step));
    parameters[i] = (1 - learningRate * decay) * parameters[i] - learningRate * m / (Math.Sqrt(v) + epsilon);
}
