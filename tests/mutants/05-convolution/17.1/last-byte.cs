#region Exercise 17.1: the class, then three planes of 32 rows of 32
var start = index * RecordBytes;
var numbers = new float[3 * Plane];
for (var i = 0; i < numbers.Length && start + 1 + i < file.Length - 1; i++)
{
    numbers[i] = file[start + 1 + i] / 255f;
}

return (file[start], Tensor.Of(numbers, [3, Size, Size]));
#endregion
