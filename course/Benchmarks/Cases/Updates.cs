using MiniTensor;

namespace CourseKit.Course.Benchmarks.Cases;

/// <summary>The updates at the end of a training step, written with ops on whole tensors.</summary>
internal static class Updates
{
    /// <summary>v = 0.9 v + g, p = p - rate v.</summary>
    public static Action Sgd(IReadOnlyList<Tensor> parameters, double rate = 1e-4)
    {
        var velocities = parameters.Select(parameter => parameter.ZerosLike()).ToList();
        return () =>
        {
            using var mode = GradMode.NoGrad();
            for (var i = 0; i < parameters.Count; i++)
            {
                if (parameters[i].Grad is { } gradient)
                {
                    velocities[i].ScaleInPlace(0.9);
                    velocities[i].AddInPlace(gradient);
                    parameters[i].AddInPlace(velocities[i], -rate);
                }
            }
        };
    }

    /// <summary>AdamW: steps of about equal size in each number, and weights that decay.</summary>
    public static Action Adam(IReadOnlyList<Tensor> parameters, double rate, double beta1, double beta2, double decay = 0)
    {
        const double Epsilon = 1e-8;
        var means = parameters.Select(parameter => parameter.ZerosLike()).ToList();
        var squares = parameters.Select(parameter => parameter.ZerosLike()).ToList();
        var steps = 0;
        return () =>
        {
            using var mode = GradMode.NoGrad();
            steps++;
            var (bias1, bias2) = (1 - Math.Pow(beta1, steps), 1 - Math.Pow(beta2, steps));
            for (var i = 0; i < parameters.Count; i++)
            {
                var (parameter, mean, square) = (parameters[i], means[i], squares[i]);
                if (parameter.Grad is not { } gradient)
                {
                    continue;
                }

                mean.ScaleInPlace(beta1);
                mean.AddInPlace(gradient, 1 - beta1);
                square.ScaleInPlace(beta2);
                square.AddInPlace(gradient.Square(), 1 - beta2);
                parameter.ScaleInPlace(1 - rate * decay);
                parameter.AddInPlace(mean / ((square / bias2).Sqrt() + Epsilon), -rate / bias1);
            }
        };
    }

    /// <summary>Scales all gradients so that their common length is at most <paramref name="most"/>.</summary>
    public static void ClipNorm(IReadOnlyList<Tensor> parameters, double most)
    {
        using var mode = GradMode.NoGrad();
        var squares = parameters.Where(parameter => parameter.Grad is not null).Sum(parameter => (double)(parameter.Grad?.Square().Sum().Item() ?? 0));
        var norm = Math.Sqrt(squares);
        if (norm > most)
        {
            foreach (var parameter in parameters)
            {
                parameter.Grad?.ScaleInPlace(most / (norm + 1e-6));
            }
        }
    }
}
