#region Exercise 03.2: the share of points whose score is on the label's side of 0
var right = 0.0;
for (var i = 0; i < scores.Count; i++)
{
    if (labels[i] * scores[i].Data >= 0)
    {
        right++;
    }
}

return right / scores.Count;
#endregion
