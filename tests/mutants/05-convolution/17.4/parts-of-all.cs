#region Exercise 17.4: right ones of a class, divided by all of that class
var (right, all) = (new double[classes], new double[classes]);
for (var i = 0; i < labels.Length; i++)
{
    all[labels[i]]++;
    right[labels[i]] += answers[i] == labels[i] ? 1 : 0;
}

return [.. right.Zip(all, (found, there) => found / labels.Length)];
#endregion
