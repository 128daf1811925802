namespace MiniTensor.Tests.Optim;

/// <summary>The steps of the optimizers in double precision and by plain loops, as their papers write them: what the kernels are held against.</summary>
internal static class NaiveSteps
{
    /// <summary>One step of one parameter.</summary>
    /// <param name="p">The parameter, row-major.</param>
    /// <param name="g">Its gradient.</param>
    /// <param name="kept">Two arrays of its length, zeros at first.</param>
    /// <param name="rows">The size of its first axis.</param>
    /// <param name="step">The number of the step, from 1 on.</param>
    public delegate void Step(double[] p, double[] g, double[][] kept, int rows, int step);

    public static Step Sgd(double rate, double momentum = 0, double dampening = 0, bool nesterov = false, double decay = 0) => (p, g, kept, _, step) =>
    {
        for (var i = 0; i < p.Length; i++)
        {
            var gradient = g[i] + decay * p[i];
            kept[0][i] = step == 1 ? gradient : momentum * kept[0][i] + (1 - dampening) * gradient;
            p[i] -= rate * (momentum == 0 ? gradient : nesterov ? gradient + momentum * kept[0][i] : kept[0][i]);
        }
    };

    public static Step RmsProp(double rate, double alpha, double epsilon, double momentum = 0, double decay = 0) => (p, g, kept, _, _) =>
    {
        for (var i = 0; i < p.Length; i++)
        {
            var gradient = g[i] + decay * p[i];
            kept[0][i] = alpha * kept[0][i] + (1 - alpha) * gradient * gradient;
            kept[1][i] = momentum * kept[1][i] + gradient / (Math.Sqrt(kept[0][i]) + epsilon);
            p[i] -= rate * kept[1][i];
        }
    };

    public static Step Adam(double rate, double beta1, double beta2, double epsilon, double decay = 0, bool decoupled = false) => (p, g, kept, _, step) =>
    {
        for (var i = 0; i < p.Length; i++)
        {
            var gradient = decoupled ? g[i] : g[i] + decay * p[i];
            p[i] -= decoupled ? rate * decay * p[i] : 0;
            kept[0][i] = beta1 * kept[0][i] + (1 - beta1) * gradient;
            kept[1][i] = beta2 * kept[1][i] + (1 - beta2) * gradient * gradient;
            var mean = kept[0][i] / (1 - Math.Pow(beta1, step));
            var square = kept[1][i] / (1 - Math.Pow(beta2, step));
            p[i] -= rate * mean / (Math.Sqrt(square) + epsilon);
        }
    };

    public static Step Muon(double rate, double momentum, bool nesterov, int iterations, double decay = 0, bool normalize = false) => (p, g, kept, rows, _) =>
    {
        var direction = new double[p.Length];
        for (var i = 0; i < p.Length; i++)
        {
            kept[0][i] = momentum * kept[0][i] + g[i];
            direction[i] = nesterov ? g[i] + momentum * kept[0][i] : kept[0][i];
        }

        var scale = normalize ? Math.Sqrt(rows) / Length(p) : 1 - rate * decay;
        var update = Orthogonal(direction, rows, p.Length / rows, iterations);
        for (var i = 0; i < p.Length; i++)
        {
            p[i] = scale * p[i] - rate * update[i];
        }
    };

    /// <summary>X / |X|, then X = aX + (bA + cAA)X with A = X XT, on the transposed matrix where that has fewer rows.</summary>
    private static double[] Orthogonal(double[] g, int rows, int columns, int iterations)
    {
        if (rows > columns)
        {
            return Transposed(Orthogonal(Transposed(g, rows, columns), columns, rows, iterations), columns, rows);
        }

        var length = Length(g) + 1e-7;
        var x = Array.ConvertAll(g, value => value / length);
        for (var iteration = 0; iteration < iterations; iteration++)
        {
            var a = Product(x, Transposed(x, rows, columns), rows, columns, rows);
            var aa = Product(a, a, rows, rows, rows);
            var b = a.Select((value, i) => -4.7750 * value + 2.0315 * aa[i]).ToArray();
            var bx = Product(b, x, rows, rows, columns);
            x = x.Select((value, i) => 3.4445 * value + bx[i]).ToArray();
        }

        return x;
    }

    private static double Length(double[] x) => Math.Sqrt(x.Sum(value => value * value));

    private static double[] Transposed(double[] x, int rows, int columns)
    {
        var y = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            y[i % columns * rows + i / columns] = x[i];
        }

        return y;
    }

    private static double[] Product(double[] a, double[] b, int m, int k, int n)
    {
        var y = new double[m * n];
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                for (var l = 0; l < k; l++)
                {
                    y[i * n + j] += a[i * k + l] * b[l * n + j];
                }
            }
        }

        return y;
    }
}
