#region Exercise M03: the scores in use, piece by piece, and the share that is right
var right = 0.0;
foreach (var items in Enumerable.Range(0, pictures.Count).Chunk(1000).Take(1))
{
    using var scope = new TensorScope();
    var x = pictures.Inputs(items);
    foreach (var block in network)
    {
        x = block.Forward(x, training: false);
    }

    right += items.Length * E09_4_TopK.Of(x, pictures.Classes(items), 1);
}

return right / Math.Min(1000, pictures.Count);
#endregion
