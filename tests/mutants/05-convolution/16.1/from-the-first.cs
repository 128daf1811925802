#region Exercise 16.1: the largest of each window, and where it stood
var numbers = x.ToArray();
var places = new int[planes * outHeight * outWidth];
var at = 0;
for (var plane = 0; plane < planes; plane++)
{
    for (var i = 0; i < outHeight; i++)
    {
        for (var j = 0; j < outWidth; j++)
        {
            var best = 0;
            for (var r = 0; r < size; r++)
            {
                for (var s = 0; s < size; s++)
                {
                    var place = (plane * height + i * size + r) * width + j * size + s;
                    best = numbers[place] > numbers[best] ? place : best;
                }
            }

            places[at++] = best;
        }
    }
}

return (Tensor.Of(Array.ConvertAll(places, place => numbers[place]), [x.Shape[0], x.Shape[1], outHeight, outWidth]), places);
#endregion
