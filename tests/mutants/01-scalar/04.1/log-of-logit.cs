#region Exercise 04.1: minus the logarithm of the target's probability
return -logits[target].Log();
#endregion
