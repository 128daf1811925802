var largest = logits.Max();
var powers = logits.Select(logit => Math.Exp((logit - largest) * temperature)).ToArray();
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
