#region Exercise 21.2: up to so many of each wanted class, numbered anew
var (items, targets, taken) = (new List<int>(), new List<int>(), new int[classes.Length]);
for (var i = 0; i < labels.Length; i++)
{
    var target = Array.IndexOf(classes, labels[i]);
    if (target >= 0 && taken[target] < perClass)
    {
        taken[target]++;
        items.Add(i);
        targets.Add(labels[i]);
    }
}

return ([.. items], [.. targets]);
#endregion
