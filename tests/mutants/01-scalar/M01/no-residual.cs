#region Exercise M01: embeddings, attention, MLP, scores, as the points above say
var x = E04_2_RmsNorm.Of(Sum(model.TokenEmbedding[token], model.PositionEmbedding[position]));
var normed = E04_2_RmsNorm.Of(x);
var query = Linear(model.Query, normed);
keys.Add(Linear(model.Key, normed));
values.Add(Linear(model.Value, normed));
List<Value> heads = [];
for (var start = 0; start < GptParameters.Width; start += GptParameters.HeadSize)
{
    var piece = start..(start + GptParameters.HeadSize);
    heads.AddRange(E04_3_Attention.Attend(
        query[piece], [.. keys.Select(key => key[piece])], [.. values.Select(value => value[piece])]));
}

x = Linear(model.Mix, heads);
Value[] hidden = [.. Linear(model.Expand, E04_2_RmsNorm.Of(x)).Select(E02_2_Functions.Relu)];
x = Sum(x, Linear(model.Shrink, hidden));
return Linear(model.Scores, x);
#endregion
