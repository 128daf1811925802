#region Exercise 11.1: renew each velocity, then move each parameter
for (var i = 0; i < parameters.Length; i++)
{
    velocity[i] = momentum * velocity[i] + (1 - momentum) * gradients[i];
    parameters[i] -= learningRate * (nesterov ? gradients[i] + momentum * velocity[i] : velocity[i]);
}
#endregion
