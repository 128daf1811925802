if (a.Length != b.Length)
{
    throw new ArgumentException("The shapes have different numbers of axes.");
}

var shape = new int[a.Length];
for (var axis = 0; axis < shape.Length; axis++)
{
    if (a[axis] != b[axis] && a[axis] != 1 && b[axis] != 1)
    {
        throw new ArgumentException("Sizes do not go together.");
    }

    shape[axis] = Math.Max(a[axis], b[axis]);
}

return shape;
