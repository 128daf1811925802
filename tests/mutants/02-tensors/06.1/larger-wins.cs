var shape = new int[Math.Max(a.Length, b.Length)];
for (var back = 1; back <= shape.Length; back++)
{
    shape[^back] = Math.Max(back <= a.Length ? a[^back] : 1, back <= b.Length ? b[^back] : 1);
}

return shape;
