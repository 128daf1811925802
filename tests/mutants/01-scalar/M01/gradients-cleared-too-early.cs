#region Exercise M01: each step: loss, order, backward, Adam, clear, report
var mean = new double[model.All.Count];
var square = new double[model.All.Count];
for (var step = 1; step <= steps; step++)
{
    var loss = Loss(model, Names.Encode(names[(step - 1) % names.Count]));
    E02_4_Backward.Run(E02_3_Order.Of(loss));
    foreach (var parameter in model.All)
    {
        parameter.Grad = 0;
    }

    var rate = LearningRate * (1 - (step - 1.0) / steps);
    E03_4_Adam.Step(model.All, mean, square, step, rate, Beta1, Beta2, Epsilon);
    report(step, loss.Data);
}
#endregion
