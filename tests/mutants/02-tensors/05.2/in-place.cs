for (var axis = shape.Length - 1; axis >= 0; axis--)
{
    (shape[axis], position) = (position % shape[axis], position / shape[axis]);
}

return shape;
