List<int> index = [];
for (var axis = shape.Length - 1; axis >= 0; axis--)
{
    index.Add(position % shape[axis]);
    position /= shape[axis];
}

return [.. index];
