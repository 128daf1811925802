for (var i = 0; i < parameters.Count; i++)
{
    var g = parameters[i].Grad;
    mean[i] = (beta1 * mean[i] + (1 - beta1) * g) / (1 - Math.Pow(beta1, step));
    square[i] = (beta2 * square[i] + (1 - beta2) * g * g) / (1 - Math.Pow(beta2, step));
    parameters[i].Data -= learningRate * mean[i] / (Math.Sqrt(square[i]) + epsilon);
}
