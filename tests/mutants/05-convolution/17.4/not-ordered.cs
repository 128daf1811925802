#region Exercise 17.4: among the wrong ones, from the highest loss down
return [.. Enumerable.Range(0, labels.Length).Where(i => answers[i] != labels[i]).Take(count)];
#endregion
