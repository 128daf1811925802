var shape = new int[Math.Max(a.Length, b.Length)];
for (var back = 1; back <= shape.Length; back++)
{
    if (a[^back] != b[^back] && a[^back] != 1 && b[^back] != 1)
    {
        throw new ArgumentException("Sizes do not go together.");
    }

    shape[^back] = Math.Max(a[^back], b[^back]);
}

return shape;
