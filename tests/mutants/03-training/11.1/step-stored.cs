#region Exercise 11.1: renew each velocity, then move each parameter
for (var i = 0; i < parameters.Length; i++)
{
    velocity[i] = momentum * velocity[i] + gradients[i];
    if (nesterov)
    {
        velocity[i] = gradients[i] + momentum * velocity[i];
    }

    parameters[i] -= learningRate * velocity[i];
}
#endregion
