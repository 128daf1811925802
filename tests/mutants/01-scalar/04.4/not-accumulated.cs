var largest = logits.Max();
var powers = logits.Select(logit => Math.Exp((logit - largest) / temperature)).ToArray();
var total = powers.Sum();
for (var i = 0; i < powers.Length; i++)
{
    if (uniform < powers[i] / total)
    {
        return i;
    }
}

return powers.Length - 1;
