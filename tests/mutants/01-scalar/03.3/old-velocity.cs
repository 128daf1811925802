for (var i = 0; i < parameters.Count; i++)
{
    parameters[i].Data -= learningRate * (velocity[i] == 0 ? parameters[i].Grad : velocity[i]);
    velocity[i] = momentum * velocity[i] + parameters[i].Grad;
}
