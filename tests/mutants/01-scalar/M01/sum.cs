#region Exercise M01: the mean over the positions of the loss for the next token
List<Value[]> keys = [];
List<Value[]> values = [];
var sum = new Value(0);
for (var position = 0; position < tokens.Count - 1; position++)
{
    var scores = Forward(model, tokens[position], position, keys, values);
    sum = E02_1_Arithmetic.Add(sum, E04_1_CrossEntropy.Loss(scores, tokens[position + 1]));
}

return sum;
#endregion
