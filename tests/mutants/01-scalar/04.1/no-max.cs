#region Exercise 04.1: a probability for each logit, even for a logit of 1000
Value[] powers = [.. logits.Select(logit => logit.Exp())];
var sum = powers.Aggregate((total, power) => total + power);
return [.. powers.Select(power => power / sum)];
#endregion
