#region Exercise 17.4: among the wrong ones, from the highest loss down
var logs = scores.LogSoftmax(1).ToArray();
return [.. Enumerable.Range(0, labels.Length).Where(i => answers[i] != labels[i]).OrderBy(i => logs[i * classes + labels[i]])];
#endregion
