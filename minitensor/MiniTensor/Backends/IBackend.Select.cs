namespace MiniTensor.Backends;

public partial interface IBackend
{
    /// <summary>y = a where the condition is not 0, else b; the three are broadcast to y's shape.</summary>
    void Select(Tensor condition, Tensor a, Tensor b, Tensor y);
}
