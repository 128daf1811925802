#region Exercise 03.2: the mean over all points of relu(1 - label * score)
var sum = new Value(0);
for (var i = 0; i < scores.Count; i++)
{
    var label = labels[i] > 0 ? 1 : 0;
    sum += (1 - label * scores[i]).Relu();
}

return sum / scores.Count;
#endregion
