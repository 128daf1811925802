#region Exercise 08.2: find the axes that were repeated, and add along them
var missing = gradient.Rank - shape.Rank;
var axes = new List<int>();
for (var axis = 0; axis < gradient.Rank; axis++)
{
    if (axis < missing || (shape[axis - missing] == 1 && gradient.Shape[axis] != 1))
    {
        axes.Add(axis);
    }
}

// Sum of no axes at all means all of them, so it must not be called then.
return axes.Count == 0 ? gradient : gradient.Sum([.. axes], keepDim: true).Reshape(shape) * ((double)shape.Elements / gradient.Count);
#endregion
