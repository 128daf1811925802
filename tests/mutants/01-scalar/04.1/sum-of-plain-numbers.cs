#region Exercise 04.1: a probability for each logit, even for a logit of 1000
var largest = logits.Max(logit => logit.Data);
var sum = logits.Sum(logit => Math.Exp(logit.Data - largest));
return [.. logits.Select(logit => (logit - largest).Exp() / sum)];
#endregion
