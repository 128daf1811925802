#region Exercise 11.4: one length for all, one factor for all
var length = Math.Sqrt(gradients.Sum(gradient => gradient.Sum(g => g * g)));
if (length > most)
{
    foreach (var gradient in gradients)
    {
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] *= most / length;
        }
    }
}

return Math.Min(length, most);
#endregion
