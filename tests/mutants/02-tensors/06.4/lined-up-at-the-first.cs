var count = inputShape.Aggregate(1, (product, size) => product * size);
var strides = new int[shape.Length];
var stride = count;
for (var axis = 0; axis < inputShape.Length; axis++)
{
    stride /= inputShape[axis];
    strides[axis] = inputShape[axis] == 1 ? 0 : stride;
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

    if (at < count)
    {
        sums[at] += gradient[i];
    }
}

return [.. sums.Select(sum => (float)sum)];
