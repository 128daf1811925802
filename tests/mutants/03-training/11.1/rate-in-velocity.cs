#region Exercise 11.1: renew each velocity, then move each parameter
for (var i = 0; i < parameters.Length; i++)
{
    velocity[i] = momentum * velocity[i] + learningRate * gradients[i];
    parameters[i] -= nesterov ? learningRate * gradients[i] + momentum * velocity[i] : velocity[i];
}
#endregion
