#region Exercise M06: forward, the loss against soft targets, backward, and a step
var scores = network.Forward(x, training: true);
var loss = E19_3_MixedTargets.Loss(scores, E19_3_MixedTargets.Truth(targets, targets, 1, Smoothing, scores.Shape[1]));
optimizer.ZeroGrad();
optimizer.Step();
return loss.Item();
#endregion
