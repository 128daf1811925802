namespace MiniTensor.Nn;

/// <summary>What the batch normalisations have in common: per channel a weight, a bias, and the running mean and variance used outside of training.</summary>
/// <remarks>Paper: Ioffe and Szegedy, Batch normalization, 2015.</remarks>
public abstract class BatchNorm : Layer
{
    private readonly double _momentum;
    private readonly double _eps;
    private readonly Tensor _batches;

    private protected BatchNorm(int channels, double momentum, double eps)
    {
        (_momentum, _eps) = (momentum, eps);
        Weight = Parameter("weight", Tensor.Ones([channels]));
        Bias = Parameter("bias", Tensor.Zeros([channels]));
        RunningMean = Buffer("running_mean", Tensor.Zeros([channels]));
        RunningVar = Buffer("running_var", Tensor.Ones([channels]));
        _batches = Buffer("num_batches_tracked", Tensor.Scalar(0));
    }

    /// <summary>The deviation each channel is given, shape (C); ones at first.</summary>
    public Tensor Weight { get; }

    /// <summary>The mean each channel is given, shape (C); zeros at first.</summary>
    public Tensor Bias { get; }

    /// <summary>The means used outside of training, shape (C).</summary>
    public Tensor RunningMean { get; }

    /// <summary>The variances used outside of training, shape (C).</summary>
    public Tensor RunningVar { get; }

    private protected Tensor Normalised(Tensor x)
    {
        CountBatch();
        return Functional.BatchNorm(x, RunningMean, RunningVar, Weight, Bias, IsTraining, _momentum, _eps);
    }

    private protected Tensor NormalisedRelu(Tensor x, Tensor? residual)
    {
        CountBatch();
        return Functional.BatchNormRelu(x, RunningMean, RunningVar, Weight, Bias, IsTraining, _momentum, _eps, residual);
    }

    private protected Tensor NormalisedGelu(Tensor x)
    {
        CountBatch();
        return Functional.BatchNormGelu(x, RunningMean, RunningVar, Weight, Bias, IsTraining, _momentum, _eps);
    }

    // PyTorch keeps this count in its state dictionaries.
    private void CountBatch()
    {
        if (IsTraining)
        {
            _batches.Fill(_batches.Item() + 1);
        }
    }
}
