#region Exercise 17.1: the class, then three planes of 32 rows of 32
var record = file.AsSpan(index * RecordBytes, RecordBytes);
var numbers = new float[3 * Plane];
for (var i = 0; i < numbers.Length; i++)
{
    numbers[i] = record[1 + i];
}

return (record[0], Tensor.Of(numbers, [3, Size, Size]));
#endregion
