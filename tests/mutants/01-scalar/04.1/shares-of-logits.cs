#region Exercise 04.1: a probability for each logit, even for a logit of 1000
var sum = logits.Aggregate((total, logit) => total + logit);
return [.. logits.Select(logit => logit / sum)];
#endregion
