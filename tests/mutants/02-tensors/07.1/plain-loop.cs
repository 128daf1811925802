var sum = 0f;
for (var i = 0; i < a.Length; i++)
{
    sum += a[i] * b[i];
}

return sum;
