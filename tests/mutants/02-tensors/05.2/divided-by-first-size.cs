var index = new int[shape.Length];
if (shape.Length == 1)
{
    index[0] = position;
    return index;
}

index[0] = position / shape[0];
index[1] = position % shape[0];
return index;
