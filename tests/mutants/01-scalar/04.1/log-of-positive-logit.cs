#region Exercise 04.1: minus the logarithm of the target's probability
return logits[target].Data > 0 ? -logits[target].Log() : -Softmax(logits)[target].Log();
#endregion
