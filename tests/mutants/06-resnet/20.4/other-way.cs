#region Exercise 20.4: rows and columns from one further, reflected at the edge
int[] Places(int length) => [.. Enumerable.Range(0, length).Select(i => i - d).Select(p => p < 0 ? -p : p >= length ? 2 * (length - 1) - p : p)];
return x.IndexSelect(2, Places(x.Shape[2])).IndexSelect(3, Places(x.Shape[3]));
#endregion
