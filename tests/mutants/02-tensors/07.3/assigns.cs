#region Exercise 07.3: eight sums over p, then eight stores
var lanes = Vector<float>.Count;
Vector<float> c00 = default, c01 = default, c10 = default, c11 = default;
Vector<float> c20 = default, c21 = default, c30 = default, c31 = default;
for (var p = 0; p < k; p++)
{
    // Two vectors of b are loaded once and meet four numbers of a: six loads for eight multiply-adds.
    var b0 = new Vector<float>(b[(p * n)..]);
    var b1 = new Vector<float>(b[(p * n + lanes)..]);
    var x = new Vector<float>(a[p]);
    c00 = x * b0;
    c01 = x * b1;
    x = new Vector<float>(a[k + p]);
    c10 = x * b0;
    c11 = x * b1;
    x = new Vector<float>(a[2 * k + p]);
    c20 = x * b0;
    c21 = x * b1;
    x = new Vector<float>(a[3 * k + p]);
    c30 = x * b0;
    c31 = x * b1;
}

c00.CopyTo(c);
c01.CopyTo(c[lanes..]);
c10.CopyTo(c[n..]);
c11.CopyTo(c[(n + lanes)..]);
c20.CopyTo(c[(2 * n)..]);
c21.CopyTo(c[(2 * n + lanes)..]);
c30.CopyTo(c[(3 * n)..]);
c31.CopyTo(c[(3 * n + lanes)..]);
#endregion
