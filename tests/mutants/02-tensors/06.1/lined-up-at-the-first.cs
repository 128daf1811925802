var shape = new int[Math.Max(a.Length, b.Length)];
for (var axis = 0; axis < shape.Length; axis++)
{
    var sizeA = axis < a.Length ? a[axis] : 1;
    var sizeB = axis < b.Length ? b[axis] : 1;
    if (sizeA != sizeB && sizeA != 1 && sizeB != 1)
    {
        throw new ArgumentException("Sizes do not go together.");
    }

    shape[axis] = Math.Max(sizeA, sizeB);
}

return shape;
