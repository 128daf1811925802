#region Exercise 04.1: minus the logarithm of the target's probability
return 1 - Softmax(logits)[target];
#endregion
