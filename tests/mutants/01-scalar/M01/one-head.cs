#region Exercise M01: embeddings, attention, MLP, scores, as the points above say
var x = E04_2_RmsNorm.Of(Sum(model.TokenEmbedding[token], model.PositionEmbedding[position]));
var normed = E04_2_RmsNorm.Of(x);
var query = Linear(model.Query, normed);
keys.Add(Linear(model.Key, normed));
values.Add(Linear(model.Value, normed));
x = Sum(x, Linear(model.Mix, E04_3_Attention.Attend(query, [.. keys], [.. values])));
Value[] hidden = [.. Linear(model.Expand, E04_2_RmsNorm.Of(x)).Select(E02_2_Functions.Relu)];
x = Sum(x, Linear(model.Shrink, hidden));
return Linear(model.Scores, x);
#endregion
