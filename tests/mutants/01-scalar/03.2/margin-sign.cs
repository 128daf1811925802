#region Exercise 03.2: the mean over all points of relu(1 - label * score)
var sum = new Value(0);
for (var i = 0; i < scores.Count; i++)
{
    sum += (1 + labels[i] * scores[i]).Relu();
}

return sum / scores.Count;
#endregion
