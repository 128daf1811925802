namespace MiniTensor.Optim;

/// <summary>
/// The tensors that an <see cref="IUpdateRule"/> goes through side by side: dense, of one shape and one order of axes.
/// </summary>
/// <param name="P">What is moved.</param>
/// <param name="G">Its gradient, which is only read.</param>
/// <param name="A">What is kept, where the rule keeps something.</param>
/// <param name="B">The second thing kept.</param>
public readonly record struct UpdateOperands(Tensor P, Tensor G, Tensor? A = null, Tensor? B = null);
