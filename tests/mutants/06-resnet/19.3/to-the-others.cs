#region Exercise 19.3: both classes by their share, made softer
var truth = new float[own.Length * classes];
for (var i = 0; i < own.Length; i++)
{
    truth[i * classes + own[i]] += (float)((1 - smoothing) * share);
    truth[i * classes + partner[i]] += (float)((1 - smoothing) * (1 - share));
    for (var k = 0; k < classes; k++)
    {
        if (k != own[i] && k != partner[i])
        {
            truth[i * classes + k] = (float)(smoothing / (classes - 2));
        }
    }
}

return Tensor.Of(truth, [own.Length, classes]);
#endregion
