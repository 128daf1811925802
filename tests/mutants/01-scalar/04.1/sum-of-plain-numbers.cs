#region Exercise 04.1: a probability for each logit, also when logits are as large as 1000
var largest = logits.Max(logit => logit.Data);
var sum = logits.Sum(logit => Math.Exp(logit.Data - largest));
return [.. logits.Select(logit => (logit - largest).Exp() / sum)];
#endregion
