#region Exercise 11.4: one length for all, one factor for all
var sum = 0.0;
foreach (var gradient in gradients)
{
    var length = Math.Sqrt(gradient.Sum(g => g * g));
    sum += length * length;
    for (var i = 0; i < gradient.Length && length > most; i++)
    {
        gradient[i] *= most / length;
    }
}

return Math.Sqrt(sum);
#endregion
