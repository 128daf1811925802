#region Exercise 17.3: the k nearest of each row, and the class that most of them have
var answers = new int[m];
for (var i = 0; i < m; i++)
{
    answers[i] = Enumerable.Range(0, n)
        .OrderBy(j => d[i * n + j])
        .Take(n)
        .CountBy(j => labels[j])
        .OrderByDescending(votes => votes.Value)
        .ThenBy(votes => votes.Key)
        .First().Key;
}

return answers;
#endregion
