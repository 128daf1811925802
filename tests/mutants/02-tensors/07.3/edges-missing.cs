#region Exercise 07.3: tiles where they fit, the rest with Single
var wholeRows = m - m % Rows;
var wholeColumns = n - n % Columns;

// Tiles below each other read the same columns of b, which are then still in the cache.
for (var j = 0; j < wholeColumns; j += Columns)
{
    for (var i = 0; i < wholeRows; i += Rows)
    {
        Tile(a[(i * k)..], b[j..], c[(i * n + j)..], n, k);
    }
}
#endregion
