#region Exercise 11.4: add the piece by its share of the examples
for (var i = 0; i < whole.Length; i++)
{
    whole[i] = piece[i] * examples / total;
}
#endregion
