#region Exercise 04.1: minus the logarithm of the target's probability
var probabilities = Softmax(logits);
var sum = new Value(0);
foreach (var probability in probabilities)
{
    sum -= probability.Log();
}

return sum / probabilities.Length;
#endregion
