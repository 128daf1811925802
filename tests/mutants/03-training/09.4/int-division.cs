#region Exercise 09.4: count the rows with fewer than k classes before the target
var right = 0;
for (var i = 0; i < n; i++)
{
    var row = scores.AsSpan(i * classes, classes);
    var before = 0;
    for (var c = 0; c < classes; c++)
    {
        before += row[c] > row[targets[i]] || (row[c] == row[targets[i]] && c < targets[i]) ? 1 : 0;
    }

    right += before < k ? 1 : 0;
}

return right / n;
#endregion
