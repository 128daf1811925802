#region Exercise 17.3: the k nearest of each row, and the class that most of them have
var answers = new int[m];
var votes = new int[labels.Max() + 1];
for (var i = 0; i < m; i++)
{
    foreach (var j in Enumerable.Range(0, n).OrderBy(j => d[i * n + j]).Take(k))
    {
        votes[labels[j]]++;
    }

    answers[i] = Array.IndexOf(votes, votes.Max());
}

return answers;
#endregion
