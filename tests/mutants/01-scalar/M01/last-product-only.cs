#region Exercise M01: for each row, the sum of row[i] times x[i]
var y = new Value[matrix.Count];
for (var r = 0; r < y.Length; r++)
{
    for (var i = 0; i < x.Count; i++)
    {
        y[r] = E02_1_Arithmetic.Multiply(matrix[r][i], x[i]);
    }
}

return y;
#endregion
