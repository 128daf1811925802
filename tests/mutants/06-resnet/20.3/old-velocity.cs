#region Exercise 20.3: velocity, direction, length, step
var direction = gradient + momentum * velocity;
velocity.CopyFrom(momentum * velocity + gradient);
var move = Orthogonal(direction.Reshape([outputs, -1]), iterations).Reshape(weight.Shape);
weight.CopyFrom(weight * (Math.Sqrt(outputs) / weight.Norm().Item()) - rate * move);
#endregion
