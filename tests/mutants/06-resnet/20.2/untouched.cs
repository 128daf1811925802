#region Exercise 20.2: the first filters are the identity
if (k == 0)
{
    w[inputs] = 1;
}
#endregion
