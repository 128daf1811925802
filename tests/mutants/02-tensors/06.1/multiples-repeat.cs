var shape = new int[Math.Max(a.Length, b.Length)];
for (var back = 1; back <= shape.Length; back++)
{
    var sizeA = back <= a.Length ? a[^back] : 1;
    var sizeB = back <= b.Length ? b[^back] : 1;
    if (sizeA % sizeB != 0 && sizeB % sizeA != 0)
    {
        throw new ArgumentException("Sizes do not go together.");
    }

    shape[^back] = Math.Max(sizeA, sizeB);
}

return shape;
