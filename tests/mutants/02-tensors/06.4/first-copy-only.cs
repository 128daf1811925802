var strides = new int[shape.Length];
var count = 1;
for (var back = 1; back <= inputShape.Length; back++)
{
    strides[^back] = inputShape[^back] == 1 ? 0 : count;
    count *= inputShape[^back];
}

var sums = new double[count];
for (var i = 0; i < gradient.Length; i++)
{
    var (rest, at) = (i, 0);
    for (var axis = shape.Length - 1; axis >= 0; axis--)
    {
        at += rest % shape[axis] * strides[axis];
        rest /= shape[axis];
    }

    if (sums[at] == 0)
    {
        sums[at] = gradient[i];
    }
}

return [.. sums.Select(sum => (float)sum)];
