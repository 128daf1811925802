#region Exercise M01: the mean over the positions of the loss for the next token
var sum = new Value(0);
for (var position = 0; position < tokens.Count - 1; position++)
{
    var scores = Forward(model, tokens[position], position, [], []);
    sum = E02_1_Arithmetic.Add(sum, E04_1_CrossEntropy.Loss(scores, tokens[position + 1]));
}

return sum / (tokens.Count - 1);
#endregion
