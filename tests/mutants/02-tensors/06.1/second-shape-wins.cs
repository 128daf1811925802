var shape = new int[Math.Max(a.Length, b.Length)];
for (var back = 1; back <= shape.Length; back++)
{
    shape[^back] = back <= b.Length ? b[^back] : a[^back];
}

return shape;
