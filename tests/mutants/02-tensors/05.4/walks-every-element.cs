var count = shape.Aggregate(1, (product, size) => product * size);
int Place(int number, int[] sizes, int[] steps)
{
    var place = 0;
    for (var axis = sizes.Length - 1; axis >= 0; axis--)
    {
        place += number % sizes[axis] * steps[axis];
        number /= sizes[axis];
    }

    return place;
}

var read = new int[newShape.Length];
var step = 1;
for (var axis = newShape.Length - 1; axis >= 0; axis--)
{
    read[axis] = newShape[axis] == 1 ? 0 : Place(step, shape, strides);
    step *= newShape[axis];
}

for (var number = 0; number < count; number++)
{
    if (Place(number, shape, strides) != Place(number, newShape, read))
    {
        return null;
    }
}

return read;
