#region Exercise 21.2: up to so many of each wanted class, numbered anew
var (items, targets) = (new List<int>(), new List<int>());
for (var target = 0; target < classes.Length; target++)
{
    var mine = Enumerable.Range(0, labels.Length).Where(i => labels[i] == classes[target]).Take(perClass).ToList();
    items.AddRange(mine);
    targets.AddRange(mine.Select(_ => target));
}

return ([.. items], [.. targets]);
#endregion
