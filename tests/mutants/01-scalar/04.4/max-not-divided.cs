var powers = logits.Select(logit => Math.Exp(logit / temperature - logits.Max())).ToArray();
var total = powers.Sum();
var end = 0.0;
for (var i = 0; i < powers.Length; i++)
{
    end += powers[i] / total;
    if (uniform < end)
    {
        return i;
    }
}

return powers.Length - 1;
