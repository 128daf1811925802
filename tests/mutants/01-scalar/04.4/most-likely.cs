var largest = logits.Max();
var powers = logits.Select(logit => Math.Exp((logit - largest) / temperature)).ToArray();
var total = powers.Sum();
return Array.IndexOf(powers, powers.Max());
