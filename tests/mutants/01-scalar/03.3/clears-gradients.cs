for (var i = 0; i < parameters.Count; i++)
{
    velocity[i] = momentum * velocity[i] + parameters[i].Grad;
    parameters[i].Data -= learningRate * velocity[i];
    parameters[i].Grad = 0;
}
