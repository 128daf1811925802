#region Exercise 20.3: velocity, direction, length, step
velocity.CopyFrom(momentum * velocity + gradient);
weight.CopyFrom(weight * (Math.Sqrt(outputs) / weight.Norm().Item()) - rate * Orthogonal(gradient + momentum * velocity, iterations));
#endregion
