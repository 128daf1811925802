#region Exercise 08.2: find the axes that were repeated, and add along them
var axes = new List<int>();
for (var axis = 0; axis < gradient.Rank; axis++)
{
    if (axis >= shape.Rank || (shape[axis] == 1 && gradient.Shape[axis] != 1))
    {
        axes.Add(axis);
    }
}

return axes.Count == 0 ? gradient : gradient.Sum([.. axes], keepDim: true).Reshape(shape);
#endregion
