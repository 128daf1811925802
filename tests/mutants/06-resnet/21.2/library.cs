#region Exercise 21.2: up to so many of each wanted class, numbered anew
var set = new MiniTensor.Data.ImageDataset(new byte[labels.Length], [.. labels.Select(label => (byte)label)], [1, 1, 1], [.. Enumerable.Range(0, 10).Select(c => $"{c}")]);
var subset = new MiniTensor.Data.ClassSubset(set, classes, perClass);
return ([.. subset.Indices], [.. Enumerable.Range(0, subset.Count).Select(subset.ClassOf)]);
#endregion
