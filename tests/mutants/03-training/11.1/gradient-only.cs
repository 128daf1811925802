#region Exercise 11.1: renew each velocity, then move each parameter
for (var i = 0; i < parameters.Length; i++)
{
    velocity[i] = momentum * velocity[i] + gradients[i];
    parameters[i] -= learningRate * gradients[i];
}
#endregion
