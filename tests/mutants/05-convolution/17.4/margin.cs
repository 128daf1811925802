#region Exercise 17.4: among the wrong ones, from the highest loss down
var numbers = scores.ToArray();
return [.. Enumerable.Range(0, labels.Length).Where(i => answers[i] != labels[i]).OrderBy(i => numbers[i * classes + labels[i]] - numbers[i * classes + answers[i]]).Take(count)];
#endregion
